package dev.tapedeck.web.api;

/** A query parameter that is {@code true} or {@code false}, and nothing else. */
record Flag(boolean set) {
    /** Reads a query parameter; without a value it is set. */
    static Flag valueOf(String text) {
        return switch (text) {
            case "true", "" -> new Flag(true);
            case "false" -> new Flag(false);
            default -> throw new Refusal(Problem.INVALID_REQUEST, "A flag in the query must be true or false.");
        };
    }
}
