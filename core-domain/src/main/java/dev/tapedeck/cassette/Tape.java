package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is on one take, for look-up: per lane and key the numbers in order of recording. Immutable. */
public final class Tape {
    public static final Tape EMPTY = new Tape(List.of());

    private final Map<Place, Row> rows = new HashMap<>();
    private final SortedSet<String> lanes = new TreeSet<>();
    private final List<Integer> incomplete;
    private final int size;

    /** One interaction of a take, without bodies; incomplete if its call never ended. */
    public record Entry(int number, Lane lane, RequestKey key, boolean complete) {}

    /** A lane and a key: what a session has a position in. */
    public record Place(Lane lane, RequestKey key) {}

    /** The interactions of one place, by number in order of recording. */
    record Row(Place place, List<Integer> numbers) {}

    /** @param entries in order of number */
    public Tape(List<Entry> entries) {
        size = entries.size();
        incomplete = entries.stream()
                .filter(entry -> !entry.complete())
                .map(Entry::number)
                .toList();
        for (Entry entry : entries) {
            lanes.add(entry.lane().name());
            rows.computeIfAbsent(new Place(entry.lane(), entry.key()), place -> new Row(place, new ArrayList<>(1)))
                    .numbers()
                    .add(entry.number());
        }
    }

    /** How many interactions there are. */
    public int size() {
        return size;
    }

    /** The numbers of the interactions whose call never ended. */
    List<Integer> incomplete() {
        return incomplete;
    }

    /** The names of all lanes, sorted. */
    SortedSet<String> laneNames() {
        return Collections.unmodifiableSortedSet(lanes);
    }

    boolean hasLane(Lane lane) {
        return lanes.contains(lane.name());
    }

    /** Numbers worth comparing with a call that found nothing: same key first, then same lane, then the rest. */
    Stream<Integer> candidates(Lane lane, RequestKey key, int limit) {
        return rows().sorted(
                        Comparator.comparing((Row row) -> !row.place().key().equals(key))
                                .thenComparing(row -> !row.place().lane().equals(lane))
                                .thenComparing(row -> row.numbers().getFirst()))
                .map(row -> row.numbers().getFirst())
                .limit(limit);
    }

    Stream<Row> rows() {
        return rows.values().stream();
    }

    Optional<Row> row(Lane lane, RequestKey key) {
        return Optional.ofNullable(rows.get(new Place(lane, key)));
    }
}
