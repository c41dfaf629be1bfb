package dev.tapedeck.provider.resilience;

import dev.tapedeck.resilience.Attempt;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.Setback;
import dev.tapedeck.resilience.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Never retries, whatever the settings say: one attempt is as many as there may be. */
public final class NoRetry implements RetryPolicy {
    private final RetryPolicy policy = new BackoffRetryPolicy();

    @Override
    public Verdict judge(Setback setback, Attempt attempt, RetrySettings settings) {
        RetrySettings once = new RetrySettings(
                1, settings.baseDelay(), settings.maxDelay(), settings.backoff(), settings.totalTimeout());
        return policy.judge(setback, attempt, once);
    }

    @Override
    public int mostAttempts(RetrySettings settings) {
        return 1;
    }

    @Override
    public Optional<Duration> askedWait(Setback setback, Instant now) {
        return policy.askedWait(setback, now);
    }
}
