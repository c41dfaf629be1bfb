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
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 6;
    private static final double JITTER = 0.1;
    private static final double WHOLE = 2.0;

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
        return now.plus(fixed.or(() -> asked).orElse(PAUSE));
    }

    /**
     * When something is sent again that was turned down: each time in a row the pause is twice as long, up to half an hour.
     *
     * @param times how often in a row it was turned down, from 1
     */
    Instant afterRefusals(Instant last, int times) {
        Duration first = fixed.orElse(PAUSE);
        Duration pause = first.multipliedBy(1L << Math.min(times - 1, DOUBLINGS));
        Duration longest = first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE;
        return last.plus(pause.compareTo(longest) < 0 ? pause : longest);
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
