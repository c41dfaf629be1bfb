package dev.tapedeck.build;

/** Where a layer of a build stands. */
public enum LayerState {
    PENDING,
    RUNNING,
    /** For a batch. */
    WAITING,
    COMPLETED,
    /** Some of its units failed, and the layers below go on without them. */
    PARTIAL,
    FAILED,
    /** A layer above failed. */
    SKIPPED;

    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }
}
