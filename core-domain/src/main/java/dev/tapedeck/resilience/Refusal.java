package dev.tapedeck.resilience;

import java.time.Duration;

/**
 * Why a call may not be made now.
 *
 * @param reason follows on the circuit's name in a sentence
 * @param retryAfter when to ask again
 */
record Refusal(String reason, Duration retryAfter) {
    /** When to ask again while probes are under way: nobody knows when they end. */
    private static final Duration SOON = Duration.ofSeconds(1);

    static Refusal open(Duration wait) {
        return new Refusal("is open", wait);
    }

    static Refusal byHand(Duration wait) {
        return new Refusal("was opened by hand and stays open until somebody closes or resets it", wait);
    }

    static Refusal paused(Duration wait) {
        return new Refusal("is paused, as the service asked for", wait);
    }

    static Refusal probing() {
        return new Refusal("is half-open, and all its probes are under way", SOON);
    }
}
