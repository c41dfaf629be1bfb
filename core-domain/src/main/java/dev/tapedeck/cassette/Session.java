package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cassette, one mode, and the positions in its lanes: what a test opens for itself. Calls go through it as through a
 * {@link Provider}. Thread-safe.
 */
public final class Session implements Provider {
    /** What a session plays and records with; which parts there are follows from its mode. */
    record Parts(TapeDeck deck, Optional<TapeReader> reader, Optional<Recorder> recorder, MissLog misses) {}

    private final SessionId id;
    private final SessionSpec spec;
    private final boolean implicit;
    private final Instant openedAt;
    private final Optional<TapeReader> reader;
    private final TapeDeck deck;
    private final Optional<Recorder> recorder;
    private final MissLog misses;
    private final LongAdder live = new LongAdder();
    private final LongAdder recorded = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder exhausted = new LongAdder();
    private volatile Instant lastUsed;

    Session(SessionId id, SessionSpec spec, boolean implicit, Instant openedAt, Parts parts) {
        this.id = id;
        this.spec = spec;
        this.implicit = implicit;
        this.openedAt = openedAt;
        this.lastUsed = openedAt;
        this.reader = parts.reader();
        this.recorder = parts.recorder();
        this.misses = parts.misses();
        this.deck = parts.deck();
    }

    public SessionId id() {
        return id;
    }

    public SessionSpec spec() {
        return spec;
    }

    /** Whether the session was opened by a header or the configuration rather than by REST. */
    public boolean implicit() {
        return implicit;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant lastUsed() {
        return lastUsed;
    }

    void usedAt(Instant now) {
        lastUsed = now;
    }

    @Override
    public Answer exchange(Call call) {
        return counted(() -> deck.exchange(call));
    }

    /**
     * The answer, if it is at hand: on the tape and in memory, to be played without pauses. Never blocks, so it may be
     * called on an event loop; takes the interaction if and only if it returns it.
     */
    public Optional<Answer> exchangeAtOnce(Call call) {
        return Optional.ofNullable(counted(() -> deck.exchangeAtOnce(call).orElse(null)));
    }

    private <T extends @Nullable Answer> T counted(Supplier<T> exchange) {
        try {
            T answer = exchange.get();
            if (answer != null) {
                count(answer.provenance());
            }
            return answer;
        } catch (FailedCall failed) {
            count(failed.provenance());
            throw failed;
        }
    }

    private void count(Provenance provenance) {
        switch (provenance.source()) {
            case LIVE -> live.increment();
            case RECORDED -> recorded.increment();
            case REPLAYED, FALLBACK -> replayed.increment();
            case MISS -> missed.increment();
            case EXHAUSTED -> exhausted.increment();
            case REJECTED -> {}
        }
    }

    public SessionCounters counters() {
        return new SessionCounters(
                live.sum(),
                recorded.sum(),
                replayed.sum(),
                missed.sum(),
                exhausted.sum(),
                unplayed().size());
    }

    /** The misses so far, in order; at most {@value MissLog#CAPACITY}. */
    public List<Miss> misses() {
        return misses.all();
    }

    private List<Integer> unplayed() {
        return spec.mode().plays() ? reader.map(TapeReader::unplayed).orElse(List.of()) : List.of();
    }

    public SessionReport report() {
        return new SessionReport(
                this,
                counters(),
                misses(),
                unplayed(),
                reader.map(TapeReader::incomplete).orElse(List.of()),
                recorder.map(Recorder::warnings).orElse(List.of()));
    }

    /** Takes no new recording, and waits until every one under way has ended and is durable. */
    void endRecordings() {
        recorder.ifPresent(Recorder::close);
    }

    Optional<TakeId> freshTake() {
        return recorder.filter(any -> spec.fresh()).map(Recorder::take);
    }
}
