package dev.tapedeck.resilience;

import dev.tapedeck.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a call that failed is made again, and when. Thread-safe; never blocks. */
@Port
public interface RetryPolicy {
    /**
     * Judges a failed attempt of a call that may be retried. Never answers {@code Retry} with a wait that is longer than
     * what is left, nor after as many attempts as there may be.
     */
    Verdict judge(Setback setback, Attempt attempt, RetrySettings settings);

    /** How many attempts there may be in all, at most; 1 if nothing is ever retried. */
    int mostAttempts(RetrySettings settings);

    /** How long the provider asks to be left alone, if it does; at least 0. */
    Optional<Duration> askedWait(Setback setback, Instant now);
}
