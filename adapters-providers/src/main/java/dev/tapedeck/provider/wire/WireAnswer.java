package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Time;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A live answer. The event loop puts what arrives into a queue; the reader takes it out and asks for more as it does so:
 * no more than a window of chunks is ever waiting, and a slow reader slows the provider down.
 */
final class WireAnswer implements Answer {
    /** Chunks asked for in advance; a chunk is one read of the socket at most. */
    private static final int WINDOW = 16;

    private final HttpClientResponse response;
    private final Context context;
    private final Headers headers;
    private final Duration idleTimeout;
    private final WireFailures failures;
    private final Time time;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private long lastNanos;
    private int consumed;
    private boolean ended;
    /** Touched on the event loop only: the connection may serve another call from then on. */
    private boolean whole;

    private sealed interface Signal {
        record Arrived(Chunk chunk) implements Signal {}

        record End() implements Signal {}

        record Broken(Failure.Upstream failure) implements Signal {}
    }

    /** Must be called on the event loop, in the very moment in which the response arrives. */
    WireAnswer(HttpClientResponse response, Duration idleTimeout, WireFailures failures, Time time, long startedNanos) {
        this.response = response;
        this.context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        this.headers = Headers.of(response.headers()).endToEnd();
        this.idleTimeout = idleTimeout;
        this.failures = failures;
        this.time = time;
        this.lastNanos = startedNanos;
        response.pause();
        response.handler(this::arrived);
        response.endHandler(end -> arrivedWhole());
        response.exceptionHandler(fault -> signals.add(new Signal.Broken(failures.named(fault, idleTimeout))));
        response.fetch(WINDOW);
    }

    private void arrived(Buffer buffer) {
        long now = time.nanos();
        signals.add(new Signal.Arrived(
                new Chunk(Math.max(0, (now - lastNanos) / 1_000_000), Bytes.wrap(buffer.getBytes()))));
        lastNanos = now;
    }

    private void arrivedWhole() {
        whole = true;
        signals.add(new Signal.End());
    }

    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public Provenance provenance() {
        return Provenance.LIVE;
    }

    @Override
    public Optional<Chunk> next() {
        return switch (nextSignal()) {
            case Signal.Arrived(Chunk chunk) -> {
                askForMore();
                yield Optional.of(chunk);
            }
            case Signal.End end -> {
                ended = true;
                yield Optional.empty();
            }
            case Signal.Broken(Failure.Upstream failure) -> {
                ended = true;
                throw FailedCall.live(failure);
            }
        };
    }

    private Signal nextSignal() {
        if (ended) {
            return new Signal.End();
        }
        try {
            Signal signal = signals.poll(idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return signal != null ? signal : new Signal.Broken(tooSlow());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Signal.Broken(failures.interrupted());
        }
    }

    private Failure.Upstream tooSlow() {
        reset();
        return failures.timedOut(Phase.IDLE, idleTimeout);
    }

    private void askForMore() {
        consumed++;
        if (consumed == WINDOW / 2) {
            consumed = 0;
            context.runOnContext(now -> response.fetch(WINDOW / 2));
        }
    }

    @Override
    public void cancel() {
        signals.add(new Signal.Broken(failures.cancelled()));
        reset();
    }

    private void reset() {
        context.runOnContext(now -> {
            if (!whole) {
                response.request().reset();
            }
        });
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            reset();
        }
    }
}
