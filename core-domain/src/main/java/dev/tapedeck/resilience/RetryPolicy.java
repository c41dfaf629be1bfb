package dev.tapedeck.resilience;

import dev.tapedeck.Port;

/** Decides whether a call that failed is made again, and when. Thread-safe; never blocks. */
@Port
public interface RetryPolicy {
    /**
     * Judges a failed attempt of a call that may be retried. Never answers {@code Retry} with a wait that is longer than
     * what is left.
     */
    Verdict judge(Setback setback, Attempt attempt, RetrySettings settings);
}
