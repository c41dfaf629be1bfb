package dev.tapedeck.resilience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A circuit at one moment.
 *
 * @param failures in a row, while closed; 0 in every other state
 * @param permits probes under way
 * @param openedAt when it opened last, unless it is closed
 * @param nextProbeAt when it lets a probe through, while open; past if it waits for a call; nothing if it was opened by hand
 * @param pausedUntil when the pause that the provider asked for ends, if there is one
 * @param transitions of the last hour, oldest first, at most 1,000
 */
public record CircuitSnapshot(
        CircuitName name,
        State state,
        int failures,
        int permits,
        Optional<Instant> openedAt,
        Optional<Instant> nextProbeAt,
        Optional<Instant> pausedUntil,
        Optional<LastFailure> lastFailure,
        List<Transition> transitions,
        Counts counts) {
    /** The three states. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** What a failure was. */
    public record LastFailure(Instant at, String type, String message) {}

    /**
     * A change of state.
     *
     * @param cause in words: {@code 5 failures in a row}, {@code by hand: …}
     */
    public record Transition(Instant at, State from, State to, String cause) {}

    /**
     * Since the start of the process, while the circuit was enabled.
     *
     * @param calls that were let through
     * @param successes of those, also such as ended too late to change the circuit; likewise failures
     * @param rejections calls that were refused
     */
    public record Counts(long calls, long successes, long failures, long rejections) {}
}
