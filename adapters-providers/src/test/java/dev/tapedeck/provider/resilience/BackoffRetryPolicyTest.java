package dev.tapedeck.provider.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.resilience.Attempt;
import dev.tapedeck.resilience.Backoff;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.RetryPolicyContract;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.Setback;
import dev.tapedeck.resilience.Verdict;
import dev.tapedeck.resilience.Verdict.PassOn;
import dev.tapedeck.resilience.Verdict.Reason;
import dev.tapedeck.resilience.Verdict.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BackoffRetryPolicyTest extends RetryPolicyContract {
    private static final RetryPolicy HALF = new BackoffRetryPolicy(() -> 0.5);

    @Override
    protected RetryPolicy policy() {
        return new BackoffRetryPolicy();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void aStatusThatSpeaksOfTheMomentIsRetried(int status) {
        Verdict refused = policy().judge(refused(status), attempt(1), RetrySettings.DEFAULT);
        Verdict died = policy().judge(new Setback.Died(status), attempt(1), RetrySettings.DEFAULT);

        assertThat(List.of(refused, died)).allMatch(Retry.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheWay")
    void aFaultOfTheWayIsRetried(Failure.Upstream failure) {
        Verdict verdict = policy().judge(new Setback.Broken(failure), attempt(1), RetrySettings.DEFAULT);

        assertThat(verdict).isInstanceOf(Retry.class);
    }

    static Stream<Failure.Upstream> faultsOfTheWay() {
        return Stream.of(
                new Failure.Unreachable("m"),
                new Failure.Reset("m"),
                new Failure.TimedOut(Phase.CONNECT, "m"),
                new Failure.TimedOut(Phase.RESPONSE, "m"),
                new Failure.TimedOut(Phase.IDLE, "m"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422, 501})
    void aProviderThatSaysToRetryIsBelieved(int status) {
        Verdict verdict = policy().judge(refused(status, "x-should-retry", "true"), attempt(1), RetrySettings.DEFAULT);

        assertThat(verdict).isInstanceOf(Retry.class);
    }

    @ParameterizedTest
    @CsvSource({"503, true", "400, false"})
    void aProviderThatSaysSomethingElseIsJudgedByItsStatus(int status, boolean retried) {
        Verdict verdict = policy().judge(refused(status, "x-should-retry", "maybe"), attempt(1), RetrySettings.DEFAULT);

        assertThat(verdict instanceof Retry).isEqualTo(retried);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 1000, '0, 0, 0, 0'",
        "FIXED, 1000, '1000, 1000, 1000, 1000'",
        "FIXED, 0, '100, 100, 100, 100'",
        "FIXED, 9000, '5000, 5000, 5000, 5000'",
        "LINEAR, 1000, '2000, 2000, 3000, 4000'",
        "LINEAR, 0, '2000, 2000, 2000, 2000'",
        "EXPONENTIAL, 1000, '1000, 2000, 4000, 5000'",
        "EXPONENTIAL, 0, '100, 100, 100, 100'",
        "EXPONENTIAL_JITTER, 1000, '500, 1000, 2000, 2500'",
        "EXPONENTIAL_JITTER, 0, '100, 100, 100, 100'"
    })
    void theWaitGrowsAsTheBackoffSays(Backoff backoff, long baseMillis, String waits) {
        RetrySettings settings = settings(backoff, Duration.ofMillis(baseMillis), Duration.ofSeconds(5));

        List<Verdict> verdicts = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> HALF.judge(refused(503), attempt(number), settings))
                .toList();

        assertThat(verdicts)
                .isEqualTo(Stream.of(waits.split(", "))
                        .map(millis -> new Retry(Duration.ofMillis(Long.parseLong(millis))))
                        .toList());
    }

    @Test
    void jitterReachesFromTheFloorToTheWhole() {
        RetrySettings settings = settings(Backoff.EXPONENTIAL_JITTER, Duration.ofSeconds(8), Duration.ofMinutes(1));

        Verdict shortest = new BackoffRetryPolicy(() -> 0.0).judge(refused(503), attempt(1), settings);
        Verdict longest = new BackoffRetryPolicy(() -> Math.nextDown(1.0)).judge(refused(503), attempt(1), settings);

        assertThat(shortest).isEqualTo(new Retry(Duration.ofMillis(100)));
        assertThat(((Retry) longest).delay()).isBetween(Duration.ofMillis(7_999), Duration.ofSeconds(8));
    }

    @Test
    void theProvidersWaitIsHonouredAboveTheBackoffAndItsLimit() {
        RetrySettings settings = settings(Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(2));

        Verdict longer = HALF.judge(refused(429, "retry-after", "90"), attempt(1), settings);
        Verdict shorter = HALF.judge(refused(429, "retry-after", "0"), attempt(1), settings);

        assertThat(longer).isEqualTo(new Retry(Duration.ofSeconds(90)));
        assertThat(shorter).isEqualTo(new Retry(Duration.ofSeconds(1)));
    }

    @Test
    void theProvidersWaitHoldsWithoutBackoffToo() {
        RetrySettings settings = settings(Backoff.NONE, Duration.ZERO, Duration.ZERO);

        Verdict verdict = HALF.judge(refused(429, "retry-after-ms", "20.25"), attempt(1), settings);

        assertThat(verdict).isEqualTo(new Retry(Duration.ofMillis(21)));
    }

    @Test
    void ofTwoAskedWaitsTheLongerCounts() {
        Optional<Duration> asked = policy().askedWait(refused(429, "retry-after-ms", "350", "retry-after", "1"), NOW);

        assertThat(asked).contains(Duration.ofSeconds(1));
    }

    @Test
    void aWaitThatDoesNotFitInWhatIsLeftIsPassedOnAtOnce() {
        Attempt attempt = new Attempt(1, Duration.ofSeconds(30), NOW);

        Verdict fits = HALF.judge(refused(429, "retry-after", "29"), attempt, RetrySettings.DEFAULT);
        Verdict tooLong = HALF.judge(refused(429, "retry-after", "30"), attempt, RetrySettings.DEFAULT);

        assertThat(fits).isEqualTo(new Retry(Duration.ofSeconds(29)));
        assertThat(tooLong).isEqualTo(new PassOn(Reason.TIME, Optional.of(Duration.ofSeconds(30))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sat, 21 Nov 2026 02:01:00 GMT", "Saturday, 21-Nov-26 02:01:00 GMT", "Sat Nov 21 02:01:00 2026"})
    void aDateIsReadInAllThreeFormats(String date) {
        Optional<Duration> asked = policy().askedWait(refused(503, "retry-after", date), NOW);

        assertThat(asked).contains(Duration.ofMinutes(1));
    }

    @Test
    void aDayOfOneDigitIsPaddedWithASpace() {
        Optional<Duration> asked = policy().askedWait(refused(503, "retry-after", "Tue Dec  1 02:00:00 2026"), NOW);

        assertThat(asked).contains(Duration.ofDays(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fri, 20 Nov 2026 02:00:00 GMT",
                "Wed, 21 Nov 2125 02:00:00 GMT",
                "Friday, 20-Nov-77 02:00:00 GMT",
                "Sun, 21 Nov 2026 02:01:00 GMT",
                "Sat, 31 Feb 2027 02:01:00 GMT",
                "Sat, 21 Nov 2026 02:01:00 +0000",
                "2026-11-21T02:01:00Z"
            })
    void aDateThatIsPastFarAwayOrNoneIsIgnored(String date) {
        Optional<Duration> asked = policy().askedWait(refused(503, "retry-after", date), NOW);

        assertThat(asked).isEmpty();
    }
}
