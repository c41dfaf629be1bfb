package dev.tapedeck.build;

/** Where a build stands. */
public enum BuildState {
    PENDING,
    RUNNING,
    /** For a batch, or for a time at which something is tried again. */
    WAITING,
    COMPLETED,
    /** At its end, with at least one unit that failed. */
    COMPLETED_WITH_ERRORS,
    /** It can't go on; what there is stays. */
    FAILED,
    CANCELLED;

    /** Whether nothing more happens to it by itself. */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }
}
