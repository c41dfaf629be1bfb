package dev.tapedeck.resilience;

import java.time.Duration;
import java.util.Locale;

/**
 * When a service's calls are refused for a while.
 *
 * @param enabled if not, every call passes and nothing is counted against the service
 * @param failureThreshold so many failures in a row open it; 1 to 100
 * @param recoveryTimeout how long it stays open before a probe; 0 to 1 h
 * @param cooldown at least so long between two half-open attempts; 0 to 1 h
 * @param halfOpenMaxSuccesses so many probes at once, and so many successes to close it; 1 to 10
 * @param longestPause no pause is longer, whatever the service asks for; 1 s to 1 d
 */
public record CircuitSettings(
        boolean enabled,
        int failureThreshold,
        Duration recoveryTimeout,
        Duration cooldown,
        int halfOpenMaxSuccesses,
        Duration longestPause,
        Count count,
        Scope scope) {
    public static final CircuitSettings DEFAULT = new CircuitSettings(
            true,
            5,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            2,
            Duration.ofMinutes(5),
            Count.HEALTH,
            Scope.PROVIDER);

    /** What counts as a failure. */
    public enum Count {
        /** what speaks of the service's health */
        HEALTH,
        /** every failure and every error status */
        ALL;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What one circuit is for. */
    public enum Scope {
        PROVIDER,
        MODEL;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
