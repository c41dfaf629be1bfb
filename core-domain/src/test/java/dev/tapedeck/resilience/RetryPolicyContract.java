package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.resilience.Verdict.PassOn;
import dev.tapedeck.resilience.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RetryPolicy} promises. */
public abstract class RetryPolicyContract {
    /** A Saturday. */
    protected static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private static final Duration PLENTY = Duration.ofHours(1);

    /** Every setback that may pass: of the way, by status, and of a playbook's action. */
    private static final List<Setback> PASSING = Stream.of(
                    Stream.of(
                                    new Failure.Unreachable("m"),
                                    new Failure.Reset("m"),
                                    new Failure.TimedOut(Phase.CONNECT, "m"),
                                    new Failure.TimedOut(Phase.RESPONSE, "m"))
                            .<Setback>map(Setback.Broken::new),
                    IntStream.of(408, 425, 429, 500, 502, 503, 504, 529).mapToObj(RetryPolicyContract::refused),
                    Stream.of(new Setback.Undone("m")))
            .<Setback>flatMap(some -> some)
            .toList();

    protected abstract RetryPolicy policy();

    /** An answer of that status with these headers, names and values by turns. */
    protected static Setback refused(int status, String... headers) {
        return new Setback.Refused(status, Headers.of(headers));
    }

    /** Attempt number so and so of a call that has an hour left. */
    protected static Attempt attempt(int number) {
        return new Attempt(number, PLENTY, NOW);
    }

    protected static RetrySettings settings(Backoff backoff, Duration base, Duration max) {
        return new RetrySettings(10, base, max, backoff, PLENTY);
    }

    @Test
    void itNeverRetriesBeyondTheMostAttemptsItNames() {
        RetrySettings settings = settings(Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1));
        int most = policy().mostAttempts(settings);

        assertThat(most).isBetween(1, settings.maxAttempts());
        assertThat(PASSING)
                .allSatisfy(setback -> assertThat(policy().judge(setback, attempt(most), settings))
                        .isInstanceOf(PassOn.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 410, 413, 422, 451, 501, 505})
    void whatTheSameCallWouldMeetAgainIsPassedOn(int status) {
        Verdict refused = policy().judge(refused(status), attempt(1), RetrySettings.DEFAULT);
        Verdict died = policy().judge(new Setback.Died(status), attempt(1), RetrySettings.DEFAULT);

        assertThat(List.of(refused, died)).containsOnly(new PassOn(Reason.PERMANENT, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503, 529})
    void aProviderThatSaysNotToRetryIsBelieved(int status) {
        Setback setback = refused(status, "X-Should-Retry", "false");

        Verdict verdict = policy().judge(setback, attempt(1), RetrySettings.DEFAULT);

        assertThat(verdict).isEqualTo(new PassOn(Reason.PERMANENT, Optional.empty()));
    }

    @Test
    void theEndOfTheTotalTimeOutIsTheEnd() {
        Setback setback = new Setback.Broken(new Failure.TimedOut(Phase.TOTAL, "m"));

        Verdict verdict = policy().judge(setback, attempt(1), RetrySettings.DEFAULT);

        assertThat(verdict).isEqualTo(new PassOn(Reason.TIME, Optional.empty()));
    }

    @Test
    void afterAsManyAttemptsAsThereMayBeEverythingIsPassedOn() {
        for (Setback setback : PASSING) {
            for (int number = 3; number <= 5; number++) {
                Verdict verdict = policy().judge(setback, attempt(number), RetrySettings.DEFAULT);

                assertThat(verdict).as(setback.type()).isEqualTo(new PassOn(Reason.ATTEMPTS, Optional.empty()));
            }
        }
    }

    @Test
    void noAttemptIsMadeWhenNoTimeIsLeft() {
        Attempt late = new Attempt(1, Duration.ZERO, NOW);

        for (Backoff backoff : Backoff.values()) {
            RetrySettings settings = settings(backoff, Duration.ZERO, Duration.ZERO);
            assertThat(PASSING)
                    .allMatch(setback -> policy().judge(setback, late, settings) instanceof PassOn, backoff.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWaitIsNeverBelowTheFloorNorBeyondWhatIsLeft(Backoff backoff) {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            Duration base = Duration.ofMillis(random.nextInt(60_000));
            RetrySettings settings = settings(backoff, base, base.plusMillis(random.nextInt(540_000)));
            Attempt attempt = new Attempt(1 + random.nextInt(12), Duration.ofMillis(random.nextInt(300_000)), NOW);
            Setback setback = PASSING.get(random.nextInt(PASSING.size()));

            Verdict verdict = policy().judge(setback, attempt, settings);

            if (verdict instanceof Verdict.Retry(Duration delay)) {
                assertThat(delay).isBetween(backoff.floor(), attempt.left());
                assertThat(attempt.number()).isLessThan(settings.maxAttempts());
            }
        }
    }

    @Test
    void aWaitThatTheProviderAsksForIsToldWhenTheFailureIsPassedOn() {
        Setback setback = refused(503, "Retry-After", "120");
        Attempt last = new Attempt(3, Duration.ofSeconds(60), NOW);

        Verdict verdict = policy().judge(setback, last, RetrySettings.DEFAULT);

        assertThat(verdict).isEqualTo(new PassOn(Reason.ATTEMPTS, Optional.of(Duration.ofSeconds(120))));
    }

    @Test
    void theWaitThatAProviderAsksForIsReadFromItsHeaders() {
        assertThat(policy().askedWait(refused(429, "retry-after", "7"), NOW)).contains(Duration.ofSeconds(7));
        assertThat(policy().askedWait(refused(429, "retry-after-ms", "350"), NOW))
                .contains(Duration.ofMillis(350));
        assertThat(policy().askedWait(refused(429, "retry-after", "Sat, 21 Nov 2026 02:00:09 GMT"), NOW))
                .contains(Duration.ofSeconds(9));
    }

    @Test
    void whoAsksForNothingIsNotMisunderstood() {
        assertThat(policy().askedWait(refused(503), NOW)).isEmpty();
        assertThat(policy().askedWait(new Setback.Died(529), NOW)).isEmpty();
        assertThat(policy().askedWait(new Setback.Broken(new Failure.Reset("m")), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-1", "soon", "1e3", "NaN", "Infinity", "99999999999999999999", "1;2", "0x10", "\u0661"
            })
    void aWaitThatMakesNoSenseIsIgnored(String value) {
        Setback setback = refused(429, "Retry-After", value, "retry-after-ms", value);

        Optional<Duration> asked = policy().askedWait(setback, NOW);

        assertThat(asked).isEmpty();
    }
}
