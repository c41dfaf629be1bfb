package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollTimesTest {
    private static final Instant SENT = Instant.parse("2026-11-21T02:00:00Z");
    private static final double MIDDLE = 0.5;

    /** How long it is from that age of a batch to the next look. */
    private static Duration pause(PollTimes times, Duration age, Optional<Duration> asked) {
        Instant now = SENT.plus(age);
        return Duration.between(now, times.next(SENT, now, asked));
    }

    private static PollTimes growing(double random) {
        return new PollTimes(Optional.empty(), () -> random);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT10S",
        "PT1M59.999S, PT10S",
        "PT2M, PT30S",
        "PT14M59.999S, PT30S",
        "PT15M, PT1M",
        "PT1H59M59.999S, PT1M",
        "PT2H, PT5M",
        "PT24H, PT5M"
    })
    void aBatchIsLookedAtLessOftenTheLongerItTakes(Duration age, Duration expected) {
        assertThat(pause(growing(MIDDLE), age, Optional.empty())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0,    PT0S,  PT9S",
        "0.25, PT0S,  PT9.5S",
        "1,    PT0S,  PT11S",
        "0,    PT15M, PT54S",
        "1,    PT2H,  PT5M30S"
    })
    void eachLookComesUpToATenthSoonerOrLater(double random, Duration age, Duration expected) {
        assertThat(pause(growing(random), age, Optional.empty())).isEqualTo(expected);
    }

    @Test
    void whatTheProviderAsksForIsKeptToTheSecond() {
        assertThat(pause(growing(1), Duration.ofHours(3), Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void oneIntervalThatIsSetHoldsInsteadOfAllOthers() {
        PollTimes fixed = new PollTimes(Optional.of(Duration.ofSeconds(3)), () -> 1);

        assertThat(pause(fixed, Duration.ofHours(3), Optional.empty())).isEqualTo(Duration.ofSeconds(3));
        assertThat(pause(fixed, Duration.ZERO, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(fixed.afterTrouble(SENT, Optional.of(Duration.ofSeconds(7)))).isEqualTo(SENT.plusSeconds(3));
    }

    @Test
    void whatFailedIsTriedAgainAfterHalfAMinuteOrWhenTheProviderSays() {
        assertThat(growing(1).afterTrouble(SENT, Optional.empty())).isEqualTo(SENT.plusSeconds(30));
        assertThat(growing(1).afterTrouble(SENT, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(SENT.plusSeconds(7));
    }
}
