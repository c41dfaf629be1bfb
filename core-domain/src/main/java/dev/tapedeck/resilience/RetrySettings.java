package dev.tapedeck.resilience;

import java.time.Duration;

/**
 * When and how a call is made again.
 *
 * @param maxAttempts the first one included; 1 to 10
 * @param baseDelay the first wait, before jitter; up to 60 s
 * @param maxDelay the longest wait; from the base to 10 min
 * @param totalTimeout for all attempts and waits together; 1 s to 1 h
 */
public record RetrySettings(
        int maxAttempts, Duration baseDelay, Duration maxDelay, Backoff backoff, Duration totalTimeout) {
    public static final RetrySettings DEFAULT = new RetrySettings(
            3, Duration.ofSeconds(1), Duration.ofSeconds(60), Backoff.EXPONENTIAL_JITTER, Duration.ofSeconds(300));
}
