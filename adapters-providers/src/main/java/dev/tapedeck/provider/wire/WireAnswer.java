package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Deadline;
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
import org.jspecify.annotations.Nullable;

/**
 * A live answer. The event loop puts what arrives into a queue; the reader takes it out and asks for more as it does so:
 * no more than a window of chunks is ever waiting, and a slow reader slows the provider down.
 */
final class WireAnswer implements Answer {
    /** Chunks asked for in advance; a chunk is one read of the socket at most. */
    private static final int WINDOW = 16;

    private static final int FIRST_ERROR = 400;

    private final HttpClientResponse response;
    private final Context context;
    private final Headers headers;
    private final Duration idleTimeout;
    private final boolean stream;
    private final WireFailures failures;
    private final Time time;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    /** The reader's: taken from the queue, and not yet pulled. */
    private @Nullable Signal upcoming;
    /** The reader's: when it has waited for too long, from the moment in which it began to wait. */
    private @Nullable Deadline silence;

    private int consumed;
    private boolean ended;
    /** Gone as soon as the content of a stream has begun. */
    private volatile Optional<Deadline> deadline;
    /** The request is still being sent, so that its connection can serve no other call. */
    private volatile boolean early;
    /** Touched on the event loop only. */
    private long lastNanos;
    /** Touched on the event loop only: the connection may serve another call from then on. */
    private boolean whole;

    private sealed interface Signal {
        record Arrived(Chunk chunk) implements Signal {}

        record End() implements Signal {}

        record Broken(Failure.Upstream failure) implements Signal {}
    }

    /** Must be called on the event loop, in the very moment in which the response arrives. */
    WireAnswer(HttpClientResponse response, Call call, Target target, Time time, long startedNanos) {
        this.response = response;
        this.context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        this.headers = Headers.of(response.headers()).endToEnd();
        this.idleTimeout = target.idleTimeout();
        this.stream = headers.announceStream();
        this.failures = new WireFailures(call.request().provider(), target);
        this.time = time;
        this.deadline = call.deadline();
        this.lastNanos = startedNanos;
        response.pause();
        response.handler(this::arrived);
        response.endHandler(end -> arrivedWhole());
        response.exceptionHandler(fault -> signals.add(new Signal.Broken(failures.named(fault))));
        response.fetch(WINDOW);
    }

    private void arrived(Buffer buffer) {
        if (deadline.filter(end -> end.left(time).isZero()).isPresent()) {
            signals.add(tooSlow(Phase.TOTAL));
            return;
        }
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

    @Override
    public boolean arrives(Duration within) {
        if (ended || upcoming != null) {
            return true;
        }
        Wait wait = patience();
        upcoming = wait.left().compareTo(within) <= 0 ? awaited(wait) : await(within);
        return upcoming != null;
    }

    private Signal nextSignal() {
        if (ended) {
            return new Signal.End();
        }
        Signal signal = upcoming != null ? upcoming : awaited(patience());
        upcoming = null;
        silence = null;
        return signal;
    }

    private Signal awaited(Wait wait) {
        Signal arrived = await(wait.left());
        return arrived != null ? arrived : tooSlow(wait.phase());
    }

    /** How long the reader may still wait for what comes next. */
    private Wait patience() {
        Deadline idle = silence != null ? silence : Deadline.in(idleTimeout, time);
        silence = idle;
        return new Wait(Phase.IDLE, idle.left(time)).endedBy(deadline, time);
    }

    private @Nullable Signal await(Duration wait) {
        try {
            return signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reset();
            return new Signal.Broken(failures.interrupted());
        }
    }

    private Signal tooSlow(Phase phase) {
        reset();
        return new Signal.Broken(failures.timedOut(phase));
    }

    private void askForMore() {
        consumed++;
        if (consumed == WINDOW / 2) {
            consumed = 0;
            context.runOnContext(now -> response.fetch(WINDOW / 2));
        }
    }

    @Override
    public void begun() {
        if (stream && status() < FIRST_ERROR) {
            deadline = Optional.empty();
        }
    }

    @Override
    public void cancel() {
        signals.add(new Signal.Broken(failures.cancelled()));
        reset();
    }

    private void reset() {
        context.runOnContext(now -> {
            if (!whole || early) {
                response.request().reset();
            }
        });
    }

    @Override
    public void close() {
        if (!ended || early) {
            ended = true;
            reset();
        }
    }

    /** The provider has answered before it had the whole request, and gets no more of it. */
    void cameBeforeItsTime() {
        early = true;
    }
}
