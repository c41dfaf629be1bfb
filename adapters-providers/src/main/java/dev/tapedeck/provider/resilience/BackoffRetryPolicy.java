package dev.tapedeck.provider.resilience;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.resilience.Attempt;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.Setback;
import dev.tapedeck.resilience.Verdict;
import dev.tapedeck.resilience.Verdict.PassOn;
import dev.tapedeck.resilience.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Retries what may pass: faults of the way, and statuses that speak of the moment and not of the request. A provider that
 * says whether to retry ({@code x-should-retry}) is believed, whatever the status. The wait is that of the settings'
 * back-off, or longer if the provider asks for more.
 */
public final class BackoffRetryPolicy implements RetryPolicy {
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504, 529);

    private final DoubleSupplier random;

    public BackoffRetryPolicy() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random gives numbers from 0 (inclusive) to 1 (exclusive), to any thread */
    BackoffRetryPolicy(DoubleSupplier random) {
        this.random = random;
    }

    @Override
    public Verdict judge(Setback setback, Attempt attempt, RetrySettings settings) {
        Optional<Duration> asked = askedWait(setback, attempt.now());
        if (isOutOfTime(setback)) {
            return new PassOn(Reason.TIME, asked);
        }
        if (!mayPass(setback)) {
            return new PassOn(Reason.PERMANENT, asked);
        }
        if (attempt.number() >= settings.maxAttempts()) {
            return new PassOn(Reason.ATTEMPTS, asked);
        }
        Duration backoff = backoff(attempt.number(), settings);
        Duration delay = asked.filter(wait -> wait.compareTo(backoff) > 0).orElse(backoff);
        return delay.compareTo(attempt.left()) < 0 ? new Verdict.Retry(delay) : new PassOn(Reason.TIME, asked);
    }

    @Override
    public int mostAttempts(RetrySettings settings) {
        return settings.maxAttempts();
    }

    @Override
    public Optional<Duration> askedWait(Setback setback, Instant now) {
        return setback instanceof Setback.Refused(int status, Headers headers)
                ? RetryAfter.in(headers, now)
                : Optional.empty();
    }

    private static boolean isOutOfTime(Setback setback) {
        return setback instanceof Setback.Broken(Failure.TimedOut timedOut) && timedOut.phase() == Phase.TOTAL;
    }

    private static boolean mayPass(Setback setback) {
        return switch (setback) {
            case Setback.Broken(Failure.Upstream failure) -> failure.retryable();
            case Setback.Down down -> true;
            case Setback.Undone undone -> true;
            case Setback.Died(int status) -> PASSING.contains(status);
            case Setback.Refused(int status, Headers headers) ->
                switch (headers.first("x-should-retry").map(String::strip).orElse("")) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> PASSING.contains(status);
                };
        };
    }

    private Duration backoff(int failed, RetrySettings settings) {
        Duration grown = switch (settings.backoff()) {
            case NONE -> Duration.ZERO;
            case FIXED -> bounded(settings.baseDelay(), settings);
            case LINEAR -> bounded(settings.baseDelay().multipliedBy(failed), settings);
            case EXPONENTIAL -> doubled(failed, settings);
            case EXPONENTIAL_JITTER -> part(doubled(failed, settings));
        };
        Duration floor = settings.backoff().floor();
        return grown.compareTo(floor) < 0 ? floor : grown;
    }

    private static Duration doubled(int failed, RetrySettings settings) {
        return bounded(settings.baseDelay().multipliedBy(1L << Math.min(failed - 1, 30)), settings);
    }

    private Duration part(Duration whole) {
        return Duration.ofNanos((long) (whole.toNanos() * random.getAsDouble()));
    }

    private static Duration bounded(Duration wait, RetrySettings settings) {
        return wait.compareTo(settings.maxDelay()) > 0 ? settings.maxDelay() : wait;
    }
}
