package dev.tapedeck.exchange;

import dev.tapedeck.Port;
import java.time.Duration;
import java.time.Instant;

/** The time, handed in: the domain never looks at a clock of its own and never sleeps by itself. Thread-safe. */
@Port
public interface Time {
    /** The time of day, for what is written down. */
    Instant now();

    /** Nanoseconds since some fixed point; never goes back. For measuring how long something took. */
    long nanos();

    /**
     * Waits. Returns early, with the thread's interrupt flag set, if the thread is interrupted; at once if the wait is
     * not positive.
     */
    void pause(Duration wait);
}
