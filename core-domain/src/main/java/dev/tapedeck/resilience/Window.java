package dev.tapedeck.resilience;

/** Calls and retries of a stretch of time that moves on, in ten slots. Not thread-safe. */
final class Window {
    private static final int SLOTS = 10;

    /** So many calls are counted in one slot at most: far beyond any machine, and small enough to reckon with. */
    private static final long MOST = 1_000_000;

    private final long[] calls = new long[SLOTS];
    private final long[] retries = new long[SLOTS];
    private long width;
    /** The number of the present slot, counted from where the clock began. */
    private long slot;

    private long callsInAll;
    private long retriesInAll;

    /** Forgets what is older than that; everything, if the length has changed. The time never goes back. */
    void advance(long length, long now) {
        long newWidth = Math.max(1, length / SLOTS);
        long newSlot = Math.floorDiv(now, newWidth);
        if (newWidth != width) {
            width = newWidth;
            slot = newSlot - SLOTS;
        }
        for (long next = Math.max(slot + 1, newSlot - SLOTS + 1); next <= newSlot; next++) {
            clear(Math.floorMod(next, SLOTS));
        }
        slot = Math.max(slot, newSlot);
    }

    private void clear(int index) {
        callsInAll -= calls[index];
        retriesInAll -= retries[index];
        calls[index] = 0;
        retries[index] = 0;
    }

    void call() {
        int index = Math.floorMod(slot, SLOTS);
        if (calls[index] < MOST) {
            calls[index]++;
            callsInAll++;
        }
    }

    void retry() {
        retries[Math.floorMod(slot, SLOTS)]++;
        retriesInAll++;
    }

    /** One retry less, the latest that is remembered. */
    void undoRetry() {
        for (long past = slot; past > slot - SLOTS; past--) {
            int index = Math.floorMod(past, SLOTS);
            if (retries[index] > 0) {
                retries[index]--;
                retriesInAll--;
                return;
            }
        }
    }

    long calls() {
        return callsInAll;
    }

    /** Attempts for each call; 1.0 without retries. */
    double amplification() {
        return Math.max(1.0, (double) (callsInAll + retriesInAll) / Math.max(1, callsInAll));
    }
}
