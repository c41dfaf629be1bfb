package dev.tapedeck.resilience;

import java.time.Instant;

/**
 * The place of one probe in a half-open circuit, free for another at its end. A class, not a record: two leases are never
 * the same.
 */
final class Lease {
    /** That of a call that is no probe: over before it began. */
    static final Lease NONE = new Lease(new Moment(Instant.EPOCH, 0));

    private final Moment end;

    Lease(Moment end) {
        this.end = end;
    }

    boolean runs(Moment now) {
        return now.isBefore(end);
    }
}
