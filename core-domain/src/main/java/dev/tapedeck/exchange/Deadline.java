package dev.tapedeck.exchange;

import java.time.Duration;

/**
 * The moment at which a call is given up, whatever it is doing.
 *
 * @param nanos on the scale of {@link Time#nanos}
 */
public record Deadline(long nanos) {
    private static final Duration ETERNITY = Duration.ofDays(365);

    /** So far away that nobody waits for it. */
    public static Deadline none(Time time) {
        return in(ETERNITY, time);
    }

    public static Deadline in(Duration limit, Time time) {
        return new Deadline(time.nanos() + limit.toNanos());
    }

    /** Whichever of the two comes first. */
    public Deadline earlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }

    /** What is left; zero once it has passed. */
    public Duration left(Time time) {
        return Duration.ofNanos(Math.max(0, nanos - time.nanos()));
    }
}
