package dev.tapedeck.web.api;

import dev.tapedeck.resilience.BudgetSettings;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.ServicePolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When and how a call is made again. */
record RetryView(
        @Schema(description = "How often a call is made at most, the first time included: 1 to 10.")
        int maxAttempts,

        @Schema(description = "The first wait: up to 60 s.", format = "duration")
        String baseDelay,

        @Schema(description = "The longest wait: from the first one to 10 min.", format = "duration")
        String maxDelay,

        @Schema(
                description = "How waits grow.",
                enumeration = {"none", "fixed", "linear", "exponential", "exponential-jitter"})
        String backoff,

        @Schema(description = "For all attempts and waits together: 1 s to 1 h.", format = "duration")
        String totalTimeout,

        BudgetView budget) {

    /** How many retries there may be in all, so that an outage isn't multiplied. */
    record BudgetView(
            @Schema(description = "Retries for each call: 0 to 1.")
            double ratio,

            @Schema(description = "So many are always allowed: 0 to 10,000.")
            int minPerMinute,

            @Schema(description = "For how long calls count: 1 s to 10 min.", format = "duration")
            String memory) {
        static BudgetView of(BudgetSettings budget) {
            return new BudgetView(
                    budget.ratio(), budget.minPerMinute(), budget.memory().toString());
        }
    }

    static RetryView of(ServicePolicy policy) {
        RetrySettings retry = policy.retry();
        return new RetryView(
                retry.maxAttempts(),
                retry.baseDelay().toString(),
                retry.maxDelay().toString(),
                retry.backoff().id(),
                retry.totalTimeout().toString(),
                BudgetView.of(policy.budget()));
    }
}
