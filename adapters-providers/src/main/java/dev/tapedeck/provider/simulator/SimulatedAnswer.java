package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reply, pulled at its pace. */
final class SimulatedAnswer implements Answer {
    private final Time time;
    private final Reply reply;
    private final Duration latency;
    private final Object lock = new Object();
    private long lastNanos;
    private int given;
    private boolean cancelled;
    private @Nullable Thread waiting;

    /** @param began when the call began, in nanoseconds of that time */
    SimulatedAnswer(Time time, long began, Reply reply, Duration latency) {
        this.time = time;
        this.lastNanos = began;
        this.reply = reply;
        this.latency = latency;
    }

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public Headers headers() {
        return reply.headers();
    }

    @Override
    public Provenance provenance() {
        return Provenance.LIVE;
    }

    @Override
    public Optional<Chunk> next() {
        refuseIfCancelled();
        if (given < reply.chunks().size()) {
            pause();
            return Optional.of(new Chunk(millisSinceLast(), reply.chunks().get(given++)));
        }
        if (reply.broken()) {
            throw reset("The simulator cut this answer after %d chunks, as it was told to.".formatted(given));
        }
        return Optional.empty();
    }

    private long millisSinceLast() {
        long now = time.nanos();
        long millis = Duration.ofNanos(now - lastNanos).toMillis();
        lastNanos = now;
        return Math.max(0, millis);
    }

    /** Waits so that a cancellation finds the thread and wakes it, and nothing else is woken later. */
    private void pause() {
        if (latency.isZero()) {
            return;
        }
        synchronized (lock) {
            refuseIfCancelled();
            waiting = Thread.currentThread();
        }
        time.pause(latency);
        synchronized (lock) {
            waiting = null;
            if (cancelled) {
                Thread.interrupted();
            }
        }
        refuseIfCancelled();
        if (Thread.currentThread().isInterrupted()) {
            throw reset("The thread that read this answer was interrupted.");
        }
    }

    private void refuseIfCancelled() {
        synchronized (lock) {
            if (cancelled) {
                throw reset("The answer was cancelled by its reader.");
            }
        }
    }

    private static FailedCall reset(String message) {
        return FailedCall.live(new Failure.Reset(message));
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            cancelled = true;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }

    @Override
    public void close() {
        cancel();
    }
}
