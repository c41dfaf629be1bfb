package dev.tapedeck.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only when somebody pauses or moves it on; remembers the pauses. Thread-safe. */
public final class VirtualTime implements Time {
    private final Instant start;
    private final List<Duration> pauses = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    public VirtualTime() {
        this(Instant.parse("2026-11-21T02:00:00Z"));
    }

    public VirtualTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized Instant now() {
        return start.plus(elapsed);
    }

    @Override
    public synchronized long nanos() {
        return elapsed.toNanos();
    }

    /** Moves the time on at once, unless the thread is interrupted. */
    @Override
    public synchronized void pause(Duration wait) {
        if (!wait.isPositive() || Thread.currentThread().isInterrupted()) {
            return;
        }
        pauses.add(wait);
        elapsed = elapsed.plus(wait);
    }

    /** Lets this much time pass while nobody pauses. */
    public synchronized void advance(Duration step) {
        elapsed = elapsed.plus(step);
    }

    /** The pauses made so far, in order. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
