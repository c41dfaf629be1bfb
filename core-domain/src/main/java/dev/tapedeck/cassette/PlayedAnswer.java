package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An answer from the tape: the same chunks, ending in the same way. */
final class PlayedAnswer implements Answer {
    private final int status;
    private final Headers headers;
    private final List<Chunk> chunks;
    private final Optional<Failure.Upstream> breaksWith;
    private final Provenance provenance;
    private final Speed speed;
    private final Time time;
    private final long startedNanos;
    private long recordedMillis;
    private int position;
    private volatile boolean cancelled;

    private PlayedAnswer(
            int status,
            Headers headers,
            List<Chunk> chunks,
            Optional<Failure.Upstream> breaksWith,
            Provenance provenance,
            Speed speed,
            Time time) {
        this.status = status;
        this.headers = headers;
        this.chunks = chunks;
        this.breaksWith = breaksWith;
        this.provenance = provenance;
        this.speed = speed;
        this.time = time;
        this.startedNanos = speed.isInstant() ? 0 : time.nanos();
    }

    /**
     * Plays an interaction.
     *
     * @throws FailedCall if what was recorded is a failure
     */
    static Answer of(Interaction interaction, Provenance provenance, Speed speed, Time time) {
        return switch (interaction.outcome()) {
            case Outcome.Response(int code, Headers headers, var body) -> {
                List<Chunk> chunks = body.isEmpty()
                        ? List.of()
                        : List.of(new Chunk(interaction.ending().durationMillis(), body));
                Headers framed = interaction.ticket().request().method().equals("HEAD")
                        ? headers
                        : headers.with("content-length", String.valueOf(body.length()));
                yield new PlayedAnswer(code, framed, chunks, Optional.empty(), provenance, speed, time);
            }
            case Outcome.Stream stream ->
                new PlayedAnswer(
                        stream.code(), stream.headers(), stream.chunks(), breakOf(stream), provenance, speed, time);
            case Outcome.Error(RecordedError error) -> throw new FailedCall(error.failure(), provenance);
            case Outcome.Incomplete incomplete -> throw new FailedCall(incomplete.failure(), provenance);
        };
    }

    private static Optional<Failure.Upstream> breakOf(Outcome.Stream stream) {
        return switch (stream.end()) {
            case END -> Optional.empty();
            case ERROR -> stream.error().map(RecordedError::failure);
            case ABORTED -> Optional.of(new Failure.Reset("The recording of this stream was stopped at this point."));
        };
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Optional<Chunk> next() {
        if (position < chunks.size()) {
            Chunk chunk = chunks.get(position++);
            awaitTurn(chunk);
            return Optional.of(chunk);
        }
        if (breaksWith.isPresent()) {
            throw new FailedCall(breaksWith.get(), provenance);
        }
        return Optional.empty();
    }

    /** Waits against the start, not the chunk before, so that small delays don't add up. */
    private void awaitTurn(Chunk chunk) {
        if (speed.isInstant()) {
            return;
        }
        recordedMillis += chunk.afterMillis();
        Duration due = speed.scaled(recordedMillis);
        time.pause(due.minusNanos(time.nanos() - startedNanos));
        if (cancelled) {
            throw new FailedCall(new Failure.Reset("The client left."), provenance);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
