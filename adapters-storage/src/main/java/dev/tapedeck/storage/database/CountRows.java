package dev.tapedeck.storage.database;

import dev.tapedeck.build.BuildStore.FailureGroup;
import dev.tapedeck.build.UnitFailure;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code build_count}. Every method needs a transaction. */
final class CountRows {
    private static final int MOST_CAUSES = 100;
    private static final String NONE = "";

    private static final WholeRows ROWS = new WholeRows(
            "insert into build_count (units,message,build,layer,state,failure_code) values (?,?,?,?,?,?)",
            "update build_count set units = units + ?, message = coalesce(?, message) where build = ? and layer = ? and state = ? and failure_code = ?");

    private final Statements statements;

    CountRows(Statements statements) {
        this.statements = statements;
    }

    /** What units have in common that are counted together. */
    record Kind(int layer, UnitState state, String failureCode) {
        static Kind of(int layer, WorkUnit unit) {
            return new Kind(
                    layer, unit.state(), unit.failure().map(UnitFailure::code).orElse(NONE));
        }

        static Kind of(int layer, Row row) throws SQLException {
            return new Kind(
                    layer,
                    row.value("state", UnitState::valueOf),
                    row.optionalText("failure_code").orElse(NONE));
        }
    }

    /** By how much the numbers of units change. */
    static final class Difference {
        private final Map<Kind, Long> units = new LinkedHashMap<>();
        private final Map<Kind, String> messages = new HashMap<>();

        void less(Kind kind) {
            units.merge(kind, -1L, Long::sum);
        }

        void more(Kind kind, WorkUnit unit) {
            units.merge(kind, 1L, Long::sum);
            unit.failure().ifPresent(failure -> messages.put(kind, failure.message()));
        }
    }

    void add(long build, Difference difference) {
        statements.put(
                ROWS,
                difference.units.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .map(entry -> columns(build, entry.getKey(), entry.getValue(), difference))
                        .toList());
    }

    private static @Nullable Object[] columns(long build, Kind kind, long units, Difference difference) {
        return new @Nullable Object[] {
            units, difference.messages.get(kind), build, kind.layer(), kind.state(), kind.failureCode()
        };
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
                .merge(count.state(), count.units(), Long::sum));
        return all;
    }

    List<FailureGroup> failures(Layers layers) {
        return statements.select(
                layers.subject(),
                row -> new FailureGroup(
                        row.value("layer", layers::name),
                        row.text("failure_code"),
                        row.text("message"),
                        row.count("units")),
                """
                select layer, failure_code, max(message) as message, sum(units) as units from build_count
                where build = ? and state in (?, ?) and failure_code <> ? and units > 0
                group by layer, failure_code order by sum(units) desc, layer, failure_code limit ?
                """,
                layers.build(),
                UnitState.FAILED,
                UnitState.EXPIRED,
                NONE,
                MOST_CAUSES);
    }
}
