package dev.tapedeck.build;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a batch is looked at next: after 10 s within the first 2 minutes, 30 s up to 15 minutes, 60 s up to 2 hours, then
 * 5 minutes, each by up to 10 % sooner or later; or when the provider says.
 */
final class PollTimes {
    private static final double JITTER = 0.1;
    private static final double WHOLE = 2.0;
    private static final Duration TROUBLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(30);
    private static final int MOST_DOUBLINGS = 6;

    private final Optional<Duration> fixed;
    private final DoubleSupplier random;

    /**
     * @param fixed the interval, if it isn't to grow
     * @param random from 0 to 1
     */
    PollTimes(Optional<Duration> fixed, DoubleSupplier random) {
        this.fixed = fixed;
        this.random = random;
    }

    /**
     * @param sent when the batch was submitted
     * @param asked what the provider asks for
     */
    Instant next(Instant sent, Instant now, Optional<Duration> asked) {
        return now.plus(fixed.or(() -> asked).orElseGet(() -> jittered(interval(Duration.between(sent, now)))));
    }

    /** When something is tried again that failed. */
    Instant afterTrouble(Instant now, Optional<Duration> asked) {
        return now.plus(fixed.or(() -> asked).orElse(TROUBLE));
    }

    /** When the next batch is sent after so many in a row that were rejected: later each time, at most half an hour. */
    Instant afterRejections(Instant last, int inARow) {
        Duration growing = TROUBLE.multipliedBy(1L << Math.min(inARow - 1, MOST_DOUBLINGS));
        return last.plus(fixed.orElse(growing.compareTo(LONGEST_TROUBLE) < 0 ? growing : LONGEST_TROUBLE));
    }

    private static Duration interval(Duration age) {
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return Duration.ofSeconds(10);
        }
        if (age.compareTo(Duration.ofMinutes(15)) < 0) {
            return Duration.ofSeconds(30);
        }
        return age.compareTo(Duration.ofHours(2)) < 0 ? Duration.ofSeconds(60) : Duration.ofMinutes(5);
    }

    private Duration jittered(Duration interval) {
        double factor = 1 + JITTER * (WHOLE * random.getAsDouble() - 1);
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }
}
