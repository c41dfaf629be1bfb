package dev.tapedeck.cassette;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a session does when everything on the tape that matches a call was handed out. */
public enum OnExhausted {
    /** Refuses the call. */
    FAIL,
    /** Gives the last match again. */
    REPEAT_LAST,
    /** Begins again with the first match. */
    REWIND;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<OnExhausted> find(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }
}
