package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.exchange.StreamOpening.Seen;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** The answer to an attempt. Its beginning may be held back; how it ends is told to the watch over the attempt. */
final class GuardedAnswer implements Answer {
    private static final int MOST_HELD_BACK = 64 * 1024;
    private static final Duration LONGEST_HELD_BACK = Duration.ofSeconds(2);
    private static final int LARGEST_KEPT = 1024 * 1024;

    private final Answer live;
    private final Watch watch;
    private final int attempts;
    private final Queue<Chunk> held = new ArrayDeque<>(1);
    private Optional<FailedCall> broken = Optional.empty();
    private boolean ended;
    private volatile boolean cancelled;

    GuardedAnswer(Answer live, Watch watch, int attempts) {
        this.live = live;
        this.watch = watch;
        this.attempts = attempts;
    }

    @Override
    public int status() {
        return live.status();
    }

    @Override
    public Headers headers() {
        return live.headers();
    }

    @Override
    public Provenance provenance() {
        return live.provenance().after(attempts);
    }

    /**
     * Pulls until the content of the stream has begun, but holds nothing back for longer than a client may be kept waiting.
     *
     * @return how it went wrong before, if it did
     */
    Optional<Setback> holdBack(StreamOpening opening, Time time) {
        Deadline patience = Deadline.none(time);
        int length = 0;
        while (length < MOST_HELD_BACK && live.arrives(patience.left(time))) {
            Optional<Chunk> chunk = hold();
            if (chunk.isEmpty()) {
                return broken.flatMap(GuardedAnswer::setback);
            }
            switch (opening.take(chunk.get().bytes())) {
                case Seen.Prelude prelude -> {}
                case Seen.Content content -> {
                    return Optional.empty();
                }
                case Seen.Died(int status) -> {
                    return Optional.of(new Setback.Died(status));
                }
            }
            patience = length == 0 ? Deadline.in(LONGEST_HELD_BACK, time) : patience;
            length += chunk.get().bytes().length();
        }
        return Optional.empty();
    }

    private static Optional<Setback> setback(FailedCall failed) {
        return failed.failure() instanceof Failure.Upstream upstream
                ? Optional.of(new Setback.Broken(upstream))
                : Optional.empty();
    }

    /**
     * Takes the rest of the answer into memory.
     *
     * @return false if it is too large for that; it is passed on then as if nothing had been pulled
     */
    boolean keep() {
        long length = held.stream().mapToLong(chunk -> chunk.bytes().length()).sum();
        Optional<Chunk> chunk = hold();
        while (chunk.isPresent()) {
            length += chunk.get().bytes().length();
            if (length > LARGEST_KEPT) {
                return false;
            }
            chunk = hold();
        }
        live.close();
        return true;
    }

    /** Pulls a chunk and holds it; nothing at the end, whole or broken. */
    private Optional<Chunk> hold() {
        try {
            Optional<Chunk> chunk = ended ? Optional.empty() : pull();
            chunk.ifPresent(held::add);
            return chunk;
        } catch (FailedCall failed) {
            broken = Optional.of(failed);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Chunk> next() {
        Chunk first = held.poll();
        if (first != null) {
            return Optional.of(first);
        }
        if (broken.isPresent()) {
            throw broken.get();
        }
        return ended ? Optional.empty() : pull();
    }

    private Optional<Chunk> pull() {
        try {
            Optional<Chunk> chunk = live.next();
            if (chunk.isEmpty()) {
                ended = true;
                watch.succeeded();
            }
            return chunk;
        } catch (FailedCall failed) {
            ended = true;
            if (cancelled || Thread.currentThread().isInterrupted()) {
                watch.neutral();
            } else {
                setback(failed).ifPresentOrElse(watch::failed, watch::neutral);
            }
            throw failed.after(attempts);
        }
    }

    @Override
    public boolean arrives(Duration within) {
        return ended || !held.isEmpty() || live.arrives(within);
    }

    @Override
    public void cancel() {
        cancelled = true;
        live.cancel();
    }

    @Override
    public void close() {
        watch.neutral();
        live.close();
    }
}
