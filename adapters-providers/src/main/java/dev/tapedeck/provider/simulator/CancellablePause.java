package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets one reader wait, until another thread says that nobody needs what it waits for. */
final class CancellablePause {
    private final Time time;
    private final Object lock = new Object();
    private boolean cancelled;
    private @Nullable Thread waiting;

    CancellablePause(Time time) {
        this.time = time;
    }

    /** Waits so that a cancellation finds the thread and wakes it, and nothing else is woken later. */
    void last(Duration wait) {
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            waiting = Thread.currentThread();
        }
        time.pause(wait);
        synchronized (lock) {
            waiting = null;
            if (cancelled) {
                Thread.interrupted();
            }
        }
    }

    boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    void cancel() {
        synchronized (lock) {
            cancelled = true;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }
}
