package dev.tapedeck.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a {@link ScriptedProvider} answers: status, headers, and then pieces, waits and perhaps a break, in order.
 * Immutable; each call gives a longer script.
 */
public record ScriptedAnswer(int status, Headers headers, List<Step> steps) {
    public ScriptedAnswer {
        steps = List.copyOf(steps);
    }

    /** One thing that happens while the body is pulled. */
    public sealed interface Step {
        /** A chunk is given. */
        record Piece(Chunk chunk) implements Step {}

        /** Nothing happens until the gate is completed, or the answer is cancelled. */
        record Gate(CompletableFuture<?> gate) implements Step {}

        /** The stream breaks. */
        record Break(Failure failure) implements Step {}
    }

    /** A whole JSON answer in one chunk. */
    public static ScriptedAnswer json(int status, String body) {
        return new ScriptedAnswer(status, Headers.of("content-type", "application/json"), List.of()).chunk(body);
    }

    /** A stream of server-sent events, without an event yet. */
    public static ScriptedAnswer events() {
        return new ScriptedAnswer(200, Headers.of("content-type", "text/event-stream"), List.of());
    }

    public ScriptedAnswer chunk(String text) {
        return chunk(Duration.ZERO, Bytes.utf8(text));
    }

    public ScriptedAnswer chunk(Duration after, Bytes bytes) {
        return then(new Step.Piece(new Chunk(after.toMillis(), bytes)));
    }

    /** Goes on only when the gate is completed: {@code gate.complete(null)}. */
    public ScriptedAnswer waitFor(CompletableFuture<?> gate) {
        return then(new Step.Gate(gate));
    }

    public ScriptedAnswer breakWith(Failure failure) {
        return then(new Step.Break(failure));
    }

    private ScriptedAnswer then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ScriptedAnswer(status, headers, longer);
    }
}
