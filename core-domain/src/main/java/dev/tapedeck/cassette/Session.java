package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One cassette, one mode, and the positions in its lanes: what a test opens for itself. Calls go through it as through a
 * {@link Provider}. Thread-safe.
 */
public final class Session implements Provider {
    /** What a session plays and records with; which parts there are follows from its mode. */
    record Parts(TapeDeck deck, Optional<TapeReader> reader, Optional<Recorder> recorder, MissLog misses) {}

    private final SessionPage page;
    private final UnaryOperator<Parts> renewal;
    private volatile Parts parts;

    /** @param renewal makes the parts for the cassette as it is now, when the take that the others record to is gone */
    Session(SessionPage page, Parts parts, UnaryOperator<Parts> renewal) {
        this.page = page;
        this.parts = parts;
        this.renewal = renewal;
    }

    public SessionId id() {
        return page.entry().id();
    }

    public SessionSpec spec() {
        return page.entry().spec();
    }

    /** Whether the session was opened by a header or the configuration rather than by REST. */
    public boolean implicit() {
        return page.entry().implicit();
    }

    public Instant openedAt() {
        return page.entry().openedAt();
    }

    public Instant lastUsed() {
        return page.lastUsed();
    }

    SessionPage page() {
        return page;
    }

    @Override
    public Answer exchange(Call call) {
        return counted(() -> {
            Parts used = parts;
            return used.deck()
                    .exchangeIfThere(call)
                    .orElseGet(() -> renewed(used).deck().exchange(call));
        });
    }

    /** The parts that follow these, made by the first call that finds their take gone. */
    private synchronized Parts renewed(Parts used) {
        if (parts.equals(used)) {
            parts = renewal.apply(used);
        }
        return parts;
    }

    /**
     * The answer, if it is at hand: on the tape and in memory, to be played without pauses. Never blocks, so it may be
     * called on an event loop; takes the interaction if and only if it returns it.
     */
    public Optional<Answer> exchangeAtOnce(Call call) {
        return Optional.ofNullable(
                counted(() -> parts.deck().exchangeAtOnce(call).orElse(null)));
    }

    /**
     * The answer, if the tape has one and this session plays: what is called only for what isn't there asks this first.
     *
     * @throws FailedCall {@code Miss} or {@code Exhausted} in mode replay, which plays nothing else
     */
    public Optional<Answer> play(Call call) {
        return Optional.ofNullable(counted(() -> parts.deck().play(call).orElse(null)));
    }

    private <T extends @Nullable Answer> T counted(Supplier<T> exchange) {
        try {
            T answer = exchange.get();
            if (answer != null) {
                page.count(answer.provenance().source());
            }
            return answer;
        } catch (FailedCall failed) {
            page.count(failed.provenance().source());
            throw failed;
        }
    }

    /** What became of the calls so far, at whichever node they were made. */
    public SessionCounters counters() {
        return counters(unplayed());
    }

    private SessionCounters counters(List<Integer> unplayed) {
        Map<Source, Long> counts = page.counts();
        return new SessionCounters(
                counts.getOrDefault(Source.LIVE, 0L),
                counts.getOrDefault(Source.RECORDED, 0L),
                counts.getOrDefault(Source.REPLAYED, 0L) + counts.getOrDefault(Source.FALLBACK, 0L),
                counts.getOrDefault(Source.MISS, 0L),
                counts.getOrDefault(Source.EXHAUSTED, 0L),
                unplayed.size());
    }

    /** The misses at this node so far, in order; at most {@value MissLog#CAPACITY}. */
    public List<Miss> misses() {
        return parts.misses().all();
    }

    private List<Integer> unplayed() {
        return spec().mode().plays() ? parts.reader().map(TapeReader::unplayed).orElse(List.of()) : List.of();
    }

    public SessionReport report() {
        List<Integer> unplayed = unplayed();
        return new SessionReport(
                this,
                counters(unplayed),
                misses(),
                unplayed,
                parts.reader().map(TapeReader::incomplete).orElse(List.of()),
                parts.recorder().map(Recorder::warnings).orElse(List.of()));
    }

    /** Takes no new recording, and waits until every one under way has ended and is durable. */
    void endRecordings() {
        parts.recorder().ifPresent(Recorder::close);
    }

    Optional<TakeId> freshTake() {
        return page.entry().freshTake();
    }
}
