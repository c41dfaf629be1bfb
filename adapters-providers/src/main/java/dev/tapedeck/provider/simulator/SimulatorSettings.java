package dev.tapedeck.provider.simulator;

import java.time.Duration;

/**
 * How the simulator behaves where a call says nothing else.
 *
 * @param latency the wait before each chunk; not negative
 * @param faults faults of every call, in the grammar of the {@code Tapedeck-Simulate} header; empty for none
 * @param batchTime how long a batch takes from its creation to its end; not negative
 */
public record SimulatorSettings(Duration latency, String faults, Duration batchTime) {
    private static final Duration SOON = Duration.ofSeconds(3);

    /** No waiting but for batches, no faults. */
    public static final SimulatorSettings PROMPT = new SimulatorSettings(Duration.ZERO, "");

    /** @throws IllegalArgumentException if a time is negative or a fault is unknown; the message names it */
    public SimulatorSettings {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("The simulator's latency can't be negative: " + latency + ".");
        }
        if (batchTime.isNegative()) {
            throw new IllegalArgumentException(
                    "The simulator's batches can't take less than no time: " + batchTime + ".");
        }
        Faults.parse(faults);
    }

    /** With batches that take three seconds. */
    public SimulatorSettings(Duration latency, String faults) {
        this(latency, faults, SOON);
    }
}
