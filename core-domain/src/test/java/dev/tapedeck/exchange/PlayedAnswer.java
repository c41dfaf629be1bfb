package dev.tapedeck.exchange;

import dev.tapedeck.exchange.ScriptedAnswer.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A scripted answer being pulled; tells what was done with it. */
public final class PlayedAnswer implements Answer {
    private static final long PATIENCE_SECONDS = 30;

    private final ScriptedAnswer script;
    private final Queue<Step> left;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private volatile int pulled;
    private volatile boolean closed;
    private volatile boolean begun;

    PlayedAnswer(ScriptedAnswer script) {
        this.script = script;
        this.left = new ArrayDeque<>(script.steps());
    }

    @Override
    public int status() {
        return script.status();
    }

    @Override
    public Headers headers() {
        return script.headers();
    }

    @Override
    public Provenance provenance() {
        return Provenance.LIVE;
    }

    @Override
    public Optional<Chunk> next() {
        while (true) {
            refuseIfCancelled();
            switch (left.poll()) {
                case null -> {
                    return Optional.empty();
                }
                case Step.Piece piece -> {
                    pulled++;
                    return Optional.of(piece.chunk());
                }
                case Step.Gate gate -> await(gate.gate());
                case Step.Break end -> throw FailedCall.live(end.failure());
            }
        }
    }

    /** Chunks arrive as long after one another as they say; what is behind a gate doesn't. */
    @Override
    public boolean arrives(Duration within) {
        return switch (left.peek()) {
            case Step.Piece piece -> piece.chunk().afterMillis() <= within.toMillis();
            case Step.Gate gate -> gate.gate().isDone();
            case Step.Break end -> true;
            case null -> true;
        };
    }

    @Override
    public void begun() {
        begun = true;
    }

    /** Whether somebody said that the content has begun. */
    public boolean hasBegun() {
        return begun;
    }

    private void await(CompletableFuture<?> gate) {
        CompletableFuture.anyOf(gate, cancelled)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void refuseIfCancelled() {
        if (cancelled.isDone()) {
            throw FailedCall.live(new Failure.Reset("The answer was cancelled."));
        }
    }

    @Override
    public void cancel() {
        cancelled.complete(null);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Chunks given so far. */
    public int pulled() {
        return pulled;
    }

    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /** Completed as soon as somebody cancels. */
    public CompletableFuture<Void> cancellation() {
        return cancelled.copy();
    }

    public boolean isClosed() {
        return closed;
    }
}
