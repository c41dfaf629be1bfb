package dev.tapedeck.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a call that nobody waits for its answer any more. Thread-safe. */
public final class Cancellation {
    private boolean cancelled;
    private @Nullable Thread pausing;

    /** Says so; never blocks. Ends a {@link #pause} under way, and interrupts nothing else. */
    public synchronized void cancel() {
        cancelled = true;
        if (pausing != null) {
            pausing.interrupt();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Waits that long, or until somebody cancels, or until the thread is interrupted, which it stays then. */
    public void pause(Time time, Duration wait) {
        if (!begins()) {
            return;
        }
        try {
            time.pause(wait);
        } finally {
            ends();
        }
    }

    private synchronized boolean begins() {
        if (!cancelled) {
            pausing = Thread.currentThread();
        }
        return !cancelled;
    }

    private synchronized void ends() {
        pausing = null;
        if (cancelled) {
            Thread.interrupted(); // it was meant for the pause
        }
    }
}
