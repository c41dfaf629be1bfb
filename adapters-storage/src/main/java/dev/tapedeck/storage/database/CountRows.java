package dev.tapedeck.storage.database;

import dev.tapedeck.build.UnitState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code build_count}. Every method needs a transaction. */
final class CountRows {
    private static final WholeRows ROWS = new WholeRows(
            "insert into build_count (units,build,layer,state) values (?,?,?,?)",
            "update build_count set units = units + ? where build = ? and layer = ? and state = ?");

    private final Statements statements;

    CountRows(Statements statements) {
        this.statements = statements;
    }

    /** By how much the numbers of units change. */
    static final class Difference {
        private final Map<String, Map<UnitState, Long>> units = new HashMap<>();

        void add(String layer, UnitState state, long more) {
            units.computeIfAbsent(layer, any -> new EnumMap<>(UnitState.class)).merge(state, more, Long::sum);
        }
    }

    void add(Layers layers, Difference difference) {
        difference.units.forEach((layer, byState) -> statements.put(
                ROWS,
                byState.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .map(entry ->
                                new Object[] {entry.getValue(), layers.build(), layers.number(layer), entry.getKey()})
                        .toList()));
    }

    Map<String, Map<UnitState, Long>> all(Layers layers) {
        record Count(String layer, UnitState state, long units) {}

        List<Count> counts = statements.select(
                layers.subject(),
                row -> new Count(
                        row.value("layer", layers::name), row.value("state", UnitState::valueOf), row.count("units")),
                "select layer, state, units from build_count where build = ? and units > 0",
                layers.build());
        Map<String, Map<UnitState, Long>> all = new HashMap<>();
        counts.forEach(count -> all.computeIfAbsent(count.layer(), any -> new EnumMap<>(UnitState.class))
                .put(count.state(), count.units()));
        return all;
    }
}
