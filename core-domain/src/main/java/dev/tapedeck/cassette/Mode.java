package dev.tapedeck.cassette;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the deck does with a call. */
public enum Mode {
    /** Straight through; nothing is read or written. */
    OFF,
    /** Always live; each interaction is appended. */
    RECORD,
    /** Never live, whatever happens. */
    REPLAY,
    /** From the tape if it has the call, else live and recorded. */
    AUTO,
    /** Live first; from the tape if the upstream fails before one byte was delivered. */
    FALLBACK;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> find(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }

    /** Whether calls in this mode may be written to the tape. */
    public boolean records() {
        return this == RECORD || this == AUTO;
    }

    /** Whether calls in this mode are meant to be answered from the tape. */
    public boolean plays() {
        return this == REPLAY || this == AUTO;
    }
}
