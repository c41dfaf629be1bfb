package dev.tapedeck.web.api;

/** The number of an interaction, as it stands in a path. */
record InteractionNumber(int value) {
    /** Reads a path parameter. */
    static InteractionNumber valueOf(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Refusal.parameter("number", "An interaction's number must be a whole number from 1.");
        }
        return new InteractionNumber(Integer.parseInt(text));
    }
}
