package dev.tapedeck.build;

/** Where a unit of work stands. */
public enum UnitState {
    PENDING,
    /** To be sent with the next batch. */
    QUEUED,
    /** In a batch. */
    SUBMITTED,
    SUCCEEDED,
    FAILED,
    /** Its batch came to its end before it was worked on, as often as may be. */
    EXPIRED,
    CANCELLED,
    /** An earlier build had made the same. */
    CACHED;

    public boolean ended() {
        return compareTo(SUCCEEDED) >= 0;
    }

    /** Whether it has an artifact. */
    public boolean good() {
        return this == SUCCEEDED || this == CACHED;
    }
}
