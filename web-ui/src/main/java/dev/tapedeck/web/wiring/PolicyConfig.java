package dev.tapedeck.web.wiring;

import java.util.Optional;

/** The settings of a policy: of services that have no other, or of one service. What isn't set comes from beneath. */
interface PolicyConfig {
    Retry retry();

    Circuit circuit();

    /** When and how a call is made again. */
    interface Retry {
        /** How often a call is made at most, the first time included. */
        Optional<String> maxAttempts();

        /** The first wait. */
        Optional<String> baseDelay();

        /** The longest wait. */
        Optional<String> maxDelay();

        /** How waits grow: {@code none}, {@code fixed}, {@code linear}, {@code exponential}, {@code exponential-jitter}. */
        Optional<String> backoff();

        /** For all attempts and waits together. */
        Optional<String> totalTimeout();

        Budget budget();
    }

    /** How many retries there may be. */
    interface Budget {
        /** For each call. */
        Optional<String> ratio();

        /** So many are always allowed. */
        Optional<String> minPerMinute();

        /** For how long calls count. */
        Optional<String> memory();
    }

    /** When calls are refused for a while. */
    interface Circuit {
        Optional<String> enabled();

        /** So many failures in a row open it. */
        Optional<String> failureThreshold();

        /** How long it stays open before a probe. */
        Optional<String> recoveryTimeout();

        /** At least so long between two half-open attempts. */
        Optional<String> cooldown();

        /** So many probes at once, and so many successes to close it. */
        Optional<String> halfOpenMaxSuccesses();

        /** However long a service asks to be left alone, it isn't left alone for longer. */
        Optional<String> longestPause();

        /** What counts as a failure: {@code health} or {@code all}. */
        Optional<String> count();

        /** What has a circuit of its own: a {@code provider} or a {@code model}. */
        Optional<String> scope();
    }
}
