package dev.tapedeck.web.api;

import dev.tapedeck.resilience.CircuitSettings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When calls are refused for a while. */
record BreakerView(
        @Schema(description = "If not, every call is made.") boolean enabled,

        @Schema(description = "So many failures in a row open it: 1 to 100.")
        int failureThreshold,

        @Schema(description = "How long it stays open before a probe: up to 1 h.", format = "duration")
        String recoveryTimeout,

        @Schema(description = "At least so long between two half-open attempts: up to 1 h.", format = "duration")
        String cooldown,

        @Schema(description = "So many probes at once, and so many successes to close it: 1 to 10.")
        int halfOpenMaxSuccesses,

        @Schema(description = "No pause is longer, whatever the service asks for: 1 s to 1 d.", format = "duration")
        String longestPause,

        @Schema(
                description = "What counts as a failure: what speaks of the service's `health`, or `all`.",
                enumeration = {"health", "all"})
        String count,

        @Schema(
                description = "What has a circuit of its own.",
                enumeration = {"provider", "model"})
        String scope) {

    static BreakerView of(CircuitSettings circuit) {
        return new BreakerView(
                circuit.enabled(),
                circuit.failureThreshold(),
                circuit.recoveryTimeout().toString(),
                circuit.cooldown().toString(),
                circuit.halfOpenMaxSuccesses(),
                circuit.longestPause().toString(),
                circuit.count().id(),
                circuit.scope().id());
    }
}
