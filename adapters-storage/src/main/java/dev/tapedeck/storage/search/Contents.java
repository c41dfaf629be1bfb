package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tally;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * An open index beside the store that it is made from, and the deed of making them alike. One thread catches up, any may
 * search.
 */
final class Contents {

    private final OpenIndex index;
    private final CassetteStore store;
    private final Source.Takes takesLast;
    private final TapeReading reading;
    private final Map<TakeId, IndexedTape> tapes = new ConcurrentHashMap<>();
    private final Map<Long, TakeId> takes = new ConcurrentHashMap<>();
    /** Tapes read by an earlier process, until it is known whose they are. */
    private final List<IndexedTape> unclaimed;

    private long lastId;
    private volatile boolean stopped;

    /** A cassette and how far it was read. */
    private record Pair(Cassette cassette, IndexedTape tape) {
        int behind() {
            return tape.behind(cassette.interactions());
        }
    }

    Contents(OpenIndex index, Source source) throws IOException {
        this.index = index;
        this.store = source.store();
        this.takesLast = source.takes();
        this.reading = new TapeReading(index, store, new SearchableText(source.redactor()), () -> stopped);
        this.unclaimed = new ArrayList<>(index.tapes());
        this.lastId = unclaimed.stream().mapToLong(IndexedTape::id).max().orElse(0);
    }

    Tally count(SearchQuery query, Queries queries) throws IOException {
        return index.look(searcher -> searcher.search(queries.of(query), new Tallying(takes)));
    }

    List<Integer> find(TakeId take, SearchQuery query, Queries queries, int after, int limit) throws IOException {
        IndexedTape tape = tapes.get(take);
        return tape == null || limit < 1
                ? List.of()
                : index.look(searcher -> OpenIndex.numbers(searcher, queries.of(query, tape.id(), after), limit));
    }

    /** Ends catching up at the next interaction. */
    void stop() {
        stopped = true;
    }

    /** Nobody may be at work in it any more. */
    void close() throws IOException {
        index.close();
    }

    void discard() {
        stop();
        index.discard();
    }

    /** Whether the index holds now what the store held at the start. */
    boolean catchUp() throws IOException {
        List<Cassette> shelf = store.all(Optional.empty()).toList();
        dropGone(shelf);
        List<Pair> pairs = new ArrayList<>();
        for (Cassette cassette : shelf) {
            pairs.add(new Pair(cassette, tapeOf(cassette)));
        }
        for (IndexedTape nobodys : unclaimed) {
            index.drop(nobodys);
        }
        unclaimed.clear();
        // who has little to read doesn't wait for who has much
        pairs.sort(Comparator.comparingInt(Pair::behind));
        for (Pair pair : pairs) {
            readIfThere(pair);
        }
        index.refresh();
        index.commitNowAndThen();
        return !stopped;
    }

    private void dropGone(List<Cassette> shelf) throws IOException {
        Set<TakeId> there = shelf.stream().map(Cassette::take).collect(Collectors.toSet());
        for (Map.Entry<TakeId, IndexedTape> known : Map.copyOf(tapes).entrySet()) {
            TakeId take = known.getKey();
            // a cassette that was renamed while the list was read may be missing from it
            if (!there.contains(take) && isGone(take)) {
                tapes.remove(take);
                takes.remove(known.getValue().id());
                index.drop(known.getValue());
            }
        }
    }

    private boolean isGone(TakeId take) {
        try {
            store.interactions(take, 0, 1);
            return false;
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Unknown) {
                return true;
            }
            throw failed;
        }
    }

    private IndexedTape tapeOf(Cassette cassette) {
        return tapes.computeIfAbsent(cassette.take(), take -> {
            IndexedTape tape = claimed(Seen.of(cassette));
            takes.put(tape.id(), take);
            return tape;
        });
    }

    private IndexedTape claimed(Seen now) {
        Optional<IndexedTape> read = unclaimed.stream()
                .filter(candidate -> takesLast.same(candidate.seen(), now))
                .findFirst();
        read.ifPresent(unclaimed::remove);
        return read.orElseGet(() -> IndexedTape.unread(++lastId, now));
    }

    private void readIfThere(Pair pair) throws IOException {
        if (stopped || pair.tape().isUpToDate(Seen.of(pair.cassette()))) {
            return;
        }
        try {
            reading.read(pair.cassette(), pair.tape());
        } catch (FailedCall failed) {
            switch (failed.failure()) {
                case Failure.Unknown gone -> {} // in the meantime, which the next round finds out
                case Failure.Unreadable nothingToFind -> {}
                default -> throw failed;
            }
        }
    }
}
