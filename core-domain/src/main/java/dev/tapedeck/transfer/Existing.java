package dev.tapedeck.transfer;

import java.util.Locale;

/** What becomes of a cassette that holds interactions already when others are brought to it. */
public enum Existing {
    /** It stays as it is, and nothing is brought in. */
    REFUSE,
    /** What it holds is replaced, in one step. */
    REPLACE,
    /** What is brought in comes after what it holds. */
    APPEND;

    /** The name in REST: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
