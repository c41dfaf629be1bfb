package dev.tapedeck.web.api;

/** A place in a list whose entries are numbered. */
final class NumberPlace {
    private NumberPlace() {}

    static int parse(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw unknown();
        }
        return Integer.parseInt(text);
    }

    static Refusal unknown() {
        return Refusal.parameter("after", "'after' is no place in this list: send the 'next' of the part before.");
    }
}
