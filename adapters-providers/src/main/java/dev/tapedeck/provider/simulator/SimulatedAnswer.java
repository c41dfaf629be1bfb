package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reply, pulled at its pace. The call's deadline holds as on the wire: to the end of a body in one piece, to the first
 * chunk of a stream.
 */
final class SimulatedAnswer implements Answer {
    private final Time time;
    private final ProviderName provider;
    private final Reply reply;
    private final Duration latency;
    private Optional<Deadline> deadline;
    private final CancellablePause pause;
    private long lastNanos;
    private int given;
    /** When the next chunk is there, once somebody waits for it. */
    private @Nullable Deadline due;

    /** @param began when the call began, in nanoseconds of that time */
    SimulatedAnswer(Time time, long began, Call call, Reply reply, Duration latency) {
        this.time = time;
        this.lastNanos = began;
        this.provider = call.request().provider();
        this.reply = reply;
        this.latency = latency;
        this.deadline = call.deadline();
        this.pause = new CancellablePause(time);
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
            awaitChunk();
            due = null;
            return Optional.of(new Chunk(millisSinceLast(), reply.chunks().get(given++)));
        }
        if (reply.broken()) {
            throw reset("The simulator cut this answer after %d chunks, as it was told to.".formatted(given));
        }
        return Optional.empty();
    }

    private void awaitChunk() {
        Duration rest = rest();
        Optional<Duration> left = left().filter(total -> total.compareTo(rest) < 0);
        pause(left.orElse(rest));
        refuseIfCancelled();
        if (!latency.isZero() && Thread.currentThread().isInterrupted()) {
            throw reset("The thread that read this answer was interrupted.");
        }
        if (left.isPresent()) {
            throw outOfTime();
        }
    }

    @Override
    public boolean arrives(Duration within) {
        if (given == reply.chunks().size()) {
            return true;
        }
        Duration rest = rest();
        Duration wait = left().map(total -> shorter(total, rest)).orElse(rest);
        pause(shorter(wait, within));
        return wait.compareTo(within) <= 0
                || pause.isCancelled()
                || Thread.currentThread().isInterrupted();
    }

    /** Until the next chunk is there. */
    private Duration rest() {
        Deadline next = due != null ? due : Deadline.in(latency, time);
        due = next;
        return next.left(time);
    }

    /** Until the deadline, as long as it holds. */
    private Optional<Duration> left() {
        return deadline.map(end -> end.left(time));
    }

    private void pause(Duration wait) {
        if (wait.isPositive()) {
            pause.last(wait);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private long millisSinceLast() {
        long now = time.nanos();
        long millis = Duration.ofNanos(now - lastNanos).toMillis();
        lastNanos = now;
        return Math.max(0, millis);
    }

    private void refuseIfCancelled() {
        if (pause.isCancelled()) {
            throw reset("The answer was cancelled by its reader.");
        }
    }

    private FailedCall outOfTime() {
        return FailedCall.live(new Failure.TimedOut(
                Phase.TOTAL,
                "Simulator '%s': the call's time was over before the answer was there. The limit is retry.total-timeout of the policy of service provider.%s, or batch-api.%s for its batches."
                        .formatted(provider, provider, provider)));
    }

    private static FailedCall reset(String message) {
        return FailedCall.live(new Failure.Reset(message));
    }

    @Override
    public void begun() {
        if (reply.streamed()) {
            deadline = Optional.empty();
        }
    }

    @Override
    public void cancel() {
        pause.cancel();
    }

    @Override
    public void close() {
        cancel();
    }
}
