package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provenance.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A live answer that is recorded as it is pulled. Chunks are passed on at once, but for the one that makes the answer
 * whole: that one, and the end, wait until the recording is durable, unless it is acknowledged before. What a client has
 * seen whole is on the tape.
 */
final class RecordingAnswer implements Answer {
    private final Answer live;
    private final Recorder.Recording recording;
    private final Sessions.Settings settings;
    private final Provenance provenance;
    private final AnswerFraming framing;
    private final List<Chunk> chunks = new ArrayList<>();
    private Optional<Chunk> ahead = Optional.empty();
    private Optional<FailedCall> broken = Optional.empty();
    /** What is stored when the answer is closed, if nobody waits for that. */
    private Optional<Outcome> unstored = Optional.empty();

    private boolean ended;
    private volatile boolean dropped;

    RecordingAnswer(Answer live, Recorder.Recording recording, Sessions.Settings settings) {
        this.live = live;
        this.recording = recording;
        this.settings = settings;
        this.provenance = new Provenance(
                Source.RECORDED,
                Optional.of(recording.reference()),
                Optional.of(recording.key().value()),
                live.provenance().attempts());
        this.framing = new AnswerFraming(live.headers());
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
        return provenance;
    }

    @Override
    public Optional<Chunk> next() {
        Optional<Chunk> chunk = ahead.isPresent() ? ahead : pull();
        ahead = Optional.empty();
        if (chunk.isPresent() && !ended && waitsForTheStore() && framing.mayBeWhole()) {
            ahead = pullAhead();
        }
        if (chunk.isEmpty() && broken.isPresent()) {
            throw broken.get();
        }
        return chunk;
    }

    private boolean waitsForTheStore() {
        return settings.acknowledge() == Acknowledge.DURABLE;
    }

    /**
     * What comes after a chunk that must be delivered first; a break of the stream is kept for the next pull. If the end
     * can't be stored, the chunk isn't delivered either.
     */
    private Optional<Chunk> pullAhead() {
        try {
            return pull();
        } catch (FailedCall failed) {
            if (!(failed.failure() instanceof Failure.Upstream)) {
                throw failed;
            }
            broken = Optional.of(failed);
            return Optional.empty();
        }
    }

    private Optional<Chunk> pull() {
        if (ended) {
            return Optional.empty();
        }
        try {
            Optional<Chunk> chunk = live.next();
            chunk.ifPresentOrElse(this::add, this::complete);
            return chunk;
        } catch (FailedCall failed) {
            if (!ended) {
                breakOff(failed);
            }
            throw new FailedCall(failed.failure(), provenance);
        }
    }

    private void add(Chunk chunk) {
        chunks.add(chunk);
        framing.add(chunk);
    }

    private void complete() {
        ended = true;
        Outcome outcome = framing.isStream()
                ? new Outcome.Stream(live.status(), live.headers(), chunks, Outcome.End.END, Optional.empty())
                : new Outcome.Response(live.status(), live.headers(), Chunk.joined(chunks));
        if (waitsForTheStore()) {
            store(outcome);
        } else {
            unstored = Optional.of(outcome);
        }
    }

    private void store(Outcome outcome) {
        recording.end(outcome, provenance.attempts());
    }

    private void breakOff(FailedCall failed) {
        ended = true;
        if (dropped) {
            recording.drop();
        } else if (failed.failure() instanceof Failure.Upstream upstream) {
            Optional<RecordedError> error = Optional.of(RecordedError.of(upstream));
            store(new Outcome.Stream(live.status(), live.headers(), chunks, Outcome.End.ERROR, error));
        } else {
            recording.abandon();
        }
    }

    @Override
    public void cancel() {
        if (settings.onDisconnect() == OnDisconnect.DISCARD) {
            dropped = true;
            live.cancel();
        }
    }

    /** A recording that wasn't pulled to its end is drained or dropped here. */
    @Override
    public void close() {
        try (live) {
            if (!ended) {
                switch (settings.onDisconnect()) {
                    case DRAIN -> drain();
                    case DISCARD -> discard();
                }
            }
            unstored.ifPresent(this::store);
            unstored = Optional.empty();
        }
    }

    /** Nobody waits for this answer any more; what can't be stored stays on the tape as incomplete. */
    private void drain() {
        try {
            boolean more = true;
            while (more) {
                more = pull().isPresent();
            }
        } catch (FailedCall recordedAsItBroke) {
            ended = true;
        }
    }

    private void discard() {
        ended = true;
        recording.drop();
    }
}
