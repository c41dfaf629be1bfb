package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is on one take, for look-up: per lane and key the numbers in order of recording. Immutable. */
public final class Tape {
    public static final Tape EMPTY = new Tape(List.of());

    private final Map<Lane, Map<RequestKey, Row>> lanes = new HashMap<>();
    private final int size;

    /** One interaction of a take, without bodies. */
    public record Entry(int number, Lane lane, RequestKey key) {}

    /** The interactions of one lane with one key, in order of recording. Compared by identity. */
    static final class Row {
        private final List<Integer> numbers = new ArrayList<>(1);

        List<Integer> numbers() {
            return Collections.unmodifiableList(numbers);
        }
    }

    /** @param entries in order of number */
    public Tape(List<Entry> entries) {
        size = entries.size();
        for (Entry entry : entries) {
            lanes.computeIfAbsent(entry.lane(), lane -> new HashMap<>())
                    .computeIfAbsent(entry.key(), key -> new Row())
                    .numbers
                    .add(entry.number());
        }
    }

    /** How many interactions there are. */
    public int size() {
        return size;
    }

    /** The names of all lanes, sorted. */
    public Set<String> laneNames() {
        Set<String> names = new TreeSet<>();
        lanes.keySet().forEach(lane -> names.add(lane.name()));
        return names;
    }

    boolean hasLane(Lane lane) {
        return lanes.containsKey(lane);
    }

    Optional<Row> row(Lane lane, RequestKey key) {
        Map<RequestKey, Row> rows = lanes.get(lane);
        return rows == null ? Optional.empty() : Optional.ofNullable(rows.get(key));
    }
}
