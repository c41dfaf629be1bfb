package dev.tapedeck.provider.simulator;

import java.time.Duration;

/**
 * How the simulator behaves where a call says nothing else.
 *
 * @param latency the wait before each chunk; not negative
 * @param faults faults of every call, in the grammar of the {@code Tapedeck-Simulate} header; empty for none
 */
public record SimulatorSettings(Duration latency, String faults) {
    /** No waiting, no faults. */
    public static final SimulatorSettings PROMPT = new SimulatorSettings(Duration.ZERO, "");

    /** @throws IllegalArgumentException if the latency is negative or a fault is unknown; the message names it */
    public SimulatorSettings {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("The simulator's latency can't be negative: " + latency + ".");
        }
        Faults.parse(faults);
    }
}
