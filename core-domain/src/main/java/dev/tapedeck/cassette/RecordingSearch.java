package dev.tapedeck.cassette;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Searches the recordings: which ones match the index knows, what they are the store. Thread-safe. */
public final class RecordingSearch {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CassetteStore store;
    private final InteractionIndex index;

    public RecordingSearch(CassetteStore store, InteractionIndex index) {
        this.store = store;
        this.index = index;
    }

    /** A cassette, and how many interactions on it match. */
    public record Hit(Cassette cassette, int matches) {}

    /**
     * A part of what was found.
     *
     * @param complete whether everything recorded was looked at; else the index is still catching up
     */
    public record Found<T>(List<T> hits, boolean complete) {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /**
     * The cassettes on which an interaction matches, in order of name.
     *
     * @param also what must be true of the cassette itself
     * @param after the name after which the list begins
     * @throws dev.tapedeck.exchange.FailedCall {@code StoreDown} if the index can't be used
     */
    public Found<Hit> cassettes(SearchQuery query, Predicate<Cassette> also, Optional<CassetteName> after, int limit) {
        boolean complete = index.catchUp(PATIENCE);
        Tally tally = index.count(query);
        Stream<Cassette> shelf = tally.takes().isEmpty() ? Stream.empty() : store.all(after);
        List<Hit> hits = shelf.filter(cassette -> tally.takes().containsKey(cassette.take()))
                .filter(also)
                .map(cassette -> new Hit(cassette, tally.takes().getOrDefault(cassette.take(), 0)))
                .limit(limit)
                .toList();
        return new Found<>(hits, complete);
    }

    /**
     * The interactions on a cassette that match, in order of number, beginning after that number.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code StoreDown} if the index can't be used
     */
    public Found<Interaction> interactions(Cassette cassette, SearchQuery query, int afterNumber, int limit) {
        boolean complete = index.catchUp(PATIENCE);
        List<Interaction> found = index.find(cassette.take(), query, afterNumber, limit).stream()
                .map(number -> store.find(cassette.take(), number))
                .flatMap((Optional<Interaction> interaction) -> interaction.stream())
                .toList();
        return new Found<>(found, complete);
    }

    /** How many interactions match, of those that the index has at hand. Never waits for it. */
    public Tally tally(SearchQuery query) {
        return index.count(query);
    }
}
