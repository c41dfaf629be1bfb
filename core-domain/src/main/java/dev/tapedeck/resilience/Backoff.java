package dev.tapedeck.resilience;

import java.time.Duration;
import java.util.Locale;

/** How the wait before the next attempt grows. */
public enum Backoff {
    /** No wait. */
    NONE(Duration.ZERO),
    /** The base, always. */
    FIXED(Duration.ofMillis(100)),
    /** The base times the number of the attempt that failed. */
    LINEAR(Duration.ofSeconds(2)),
    /** The base, doubled with each attempt. */
    EXPONENTIAL(Duration.ofMillis(100)),
    /** A random part, from nothing to all, of what {@link #EXPONENTIAL} waits ("full jitter"). */
    EXPONENTIAL_JITTER(Duration.ofMillis(100));

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Duration floor;

    Backoff(Duration floor) {
        this.floor = floor;
    }

    /** As in the settings: {@code exponential-jitter}. */
    public String id() {
        return id;
    }

    /** It never waits less, whatever the base is. */
    public Duration floor() {
        return floor;
    }
}
