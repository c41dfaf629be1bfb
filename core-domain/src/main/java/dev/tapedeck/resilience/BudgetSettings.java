package dev.tapedeck.resilience;

import java.time.Duration;

/**
 * How many retries there may be, so that an outage isn't multiplied.
 *
 * @param ratio retries for each call, 0 to 1
 * @param minPerMinute so many are always allowed, 0 to 10,000
 * @param memory for how long calls count, 1 s to 10 min
 */
public record BudgetSettings(double ratio, int minPerMinute, Duration memory) {
    public static final BudgetSettings DEFAULT = new BudgetSettings(0.2, 10, Duration.ofSeconds(10));
}
