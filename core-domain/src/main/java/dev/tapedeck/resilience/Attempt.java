package dev.tapedeck.resilience;

import java.time.Duration;
import java.time.Instant;

/**
 * An attempt that has just failed, as far as it matters for the next one.
 *
 * @param number 1 for the first
 * @param left what is left of the total time-out
 * @param now the time of day, for answers that name one
 */
public record Attempt(int number, Duration left, Instant now) {}
