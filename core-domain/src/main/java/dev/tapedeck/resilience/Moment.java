package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * The time, read once for one deed.
 *
 * @param at the time of day, for what is shown
 * @param nanos of a clock that never goes back, for what is waited for
 */
record Moment(Instant at, long nanos) {
    /** No wait is longer, so that deadlines can't overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    static Moment of(Time time) {
        return new Moment(time.now(), time.nanos());
    }

    Moment plus(Duration wait) {
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return new Moment(at.plus(bounded), nanos + bounded.toNanos());
    }

    boolean isBefore(Moment other) {
        return nanos - other.nanos < 0;
    }

    /** Zero or less if that is over. */
    Duration until(Moment other) {
        return Duration.ofNanos(other.nanos - nanos);
    }

    static Moment later(Moment one, Moment other) {
        return one.isBefore(other) ? other : one;
    }
}
