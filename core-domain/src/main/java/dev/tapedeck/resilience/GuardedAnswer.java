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

/**
 * The answer to an attempt. The beginning of an event stream is read as it passes, and may be held back; how the answer
 * ends is told to the watch over the attempt.
 */
final class GuardedAnswer implements Answer {
    private static final int LONGEST_OPENING = 64 * 1024;
    private static final Duration LONGEST_HELD_BACK = Duration.ofSeconds(2);
    private static final int LARGEST_KEPT = 1024 * 1024;
    private static final Duration LONGEST_KEEPING = Duration.ofSeconds(2);

    private final Answer live;
    private final Watch watch;
    private final int attempts;
    private final Queue<Chunk> held = new ArrayDeque<>(1);
    /** Until it is known how the stream begins. */
    private Optional<StreamOpening> opening;

    private int opened;
    private Optional<Setback> setback = Optional.empty();
    private Optional<FailedCall> broken = Optional.empty();
    private boolean ended;
    private volatile boolean cancelled;

    /** @param opening reads the beginning, if the answer is an event stream */
    GuardedAnswer(Answer live, Watch watch, int attempts, Optional<StreamOpening> opening) {
        this.live = live;
        this.watch = watch;
        this.attempts = attempts;
        this.opening = opening;
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
    Optional<Setback> holdBack(Time time) {
        Deadline patience = Deadline.none(time);
        while (opening.isPresent() && live.arrives(patience.left(time))) {
            boolean first = held.isEmpty();
            if (hold().isEmpty()) {
                return setback;
            }
            patience = first ? Deadline.in(LONGEST_HELD_BACK, time) : patience;
        }
        return setback;
    }

    /**
     * Takes the rest of a failure into memory, if it comes soon enough, and gives its connection back.
     *
     * @return false if it is too large or too slow for that; it is passed on then as if nothing had been pulled
     */
    boolean keep(Time time) {
        Deadline patience = Deadline.in(LONGEST_KEEPING, time);
        long length = held.stream().mapToLong(chunk -> chunk.bytes().length()).sum();
        while (!ended) {
            if (length > LARGEST_KEPT || !live.arrives(patience.left(time))) {
                return false;
            }
            length += hold().map(chunk -> chunk.bytes().length()).orElse(0);
        }
        live.close();
        return true;
    }

    /** Pulls a chunk and holds it; nothing at the end, whole or broken. */
    private Optional<Chunk> hold() {
        try {
            Optional<Chunk> chunk = pull();
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
            chunk.ifPresentOrElse(this::read, this::complete);
            return chunk;
        } catch (FailedCall failed) {
            ended = true;
            breakOff(failed);
            throw failed.after(attempts);
        }
    }

    private void complete() {
        ended = true;
        opening = Optional.empty();
        watch.succeeded();
    }

    private void breakOff(FailedCall failed) {
        opening = Optional.empty();
        if (!cancelled
                && !Thread.currentThread().isInterrupted()
                && failed.failure() instanceof Failure.Upstream upstream) {
            setback = Optional.of(new Setback.Broken(upstream));
            watch.failed(setback.get());
        } else {
            watch.neutral();
        }
    }

    private void read(Chunk chunk) {
        if (opening.isEmpty()) {
            return;
        }
        opened += chunk.bytes().length();
        switch (opening.get().take(chunk.bytes())) {
            case Seen.Prelude prelude when opened < LONGEST_OPENING -> {}
            case Seen.Prelude tooLong -> begin();
            case Seen.Content content -> begin();
            case Seen.Died(int status) -> {
                opening = Optional.empty();
                setback = Optional.of(new Setback.Died(status));
                watch.failed(setback.get());
            }
        }
    }

    private void begin() {
        opening = Optional.empty();
        live.begun();
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
