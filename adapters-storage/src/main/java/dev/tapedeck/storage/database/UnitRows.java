package dev.tapedeck.storage.database;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.BuildStore.FailureGroup;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.storage.database.CountRows.Kind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table {@code build_unit}, and with it how many units are in which state. Every method needs a transaction. */
final class UnitRows {
    static final String COLUMNS =
            "u.label,u.metadata,u.state,u.input_layer,u.input_number,u.group_value,u.request_key,u.artifact,u.failure_code,u.failure_message,u.failure_permanent,u.failure_body,u.layer,u.number";

    private static final WholeRows ROWS = WholeRows.of(
            "build_unit",
            "label,metadata,state,input_layer,input_number,group_value,request_key,artifact,failure_code,failure_message,failure_permanent,failure_body",
            "build,layer,number");

    /** Units of one layer by their numbers. */
    private static final String WANTED = " " + Wanted.BY_INTEGER
            + "build_unit u on u.build = ? and u.layer = ? and u.number = wanted.item where u.number is not null";

    private static final String AFTER = " from build_unit where build = ? and layer = ? and number > ?";

    private final Statements statements;
    private final CountRows counts;

    UnitRows(Statements statements) {
        this.statements = statements;
        counts = new CountRows(statements);
    }

    /** Of two of the same name the later one holds. Nobody else may write units of that build until the transaction ends. */
    void put(Layers layers, List<WorkUnit> units) {
        Map<UnitRef, WorkUnit> next = new LinkedHashMap<>();
        units.forEach(unit -> next.put(unit.ref(), unit));
        Map<UnitRef, Kind> before = kinds(layers, next.keySet());
        Map<Boolean, List<@Nullable Object[]>> byKnown = next.values().stream()
                .collect(groupingBy(
                        unit -> before.containsKey(unit.ref()), mapping(unit -> columns(layers, unit), toList())));
        statements.changeEach(ROWS.insert(), byKnown.getOrDefault(false, List.of()));
        statements.changeEach(ROWS.update(), byKnown.getOrDefault(true, List.of()));
        CountRows.Difference difference = new CountRows.Difference();
        before.values().forEach(difference::less);
        next.values()
                .forEach(
                        unit -> difference.more(Kind.of(layers.number(unit.ref().layer()), unit), unit));
        counts.add(layers.build(), difference);
    }

    /** As what those that are there are counted. */
    private Map<UnitRef, Kind> kinds(Layers layers, Collection<UnitRef> refs) {
        Map<UnitRef, Kind> kinds = new HashMap<>();
        byLayer(refs)
                .forEach((name, wanted) -> statements.each(
                        layers.subject(),
                        row -> Map.entry(new UnitRef(name, row.number("number")), Kind.of(layers.number(name), row)),
                        known -> kinds.put(known.getKey(), known.getValue()),
                        "select u.number, u.state, u.failure_code from" + WANTED,
                        Wanted.integers(wanted.stream()),
                        layers.build(),
                        layers.number(name)));
        return kinds;
    }

    void dropAfter(Layers layers, UnitRef last) {
        int layer = layers.number(last.layer());
        CountRows.Difference difference = new CountRows.Difference();
        statements.each(
                layers.subject(),
                row -> Kind.of(layer, row),
                difference::less,
                "select state, failure_code" + AFTER,
                layers.build(),
                layer,
                last.number());
        statements.change("delete" + AFTER, layers.build(), layer, last.number());
        counts.add(layers.build(), difference);
    }

    private static Map<String, List<Integer>> byLayer(Collection<UnitRef> refs) {
        return refs.stream().collect(groupingBy(UnitRef::layer, mapping(UnitRef::number, toList())));
    }

    Map<String, Map<UnitState, Long>> counts(Layers layers) {
        return counts.all(layers);
    }

    List<FailureGroup> failures(Layers layers) {
        return counts.failures(layers);
    }

    Optional<WorkUnit> find(Layers layers, UnitRef ref) {
        return layers.find(ref.layer())
                .flatMap(layer -> statements.first(
                        layers.subject(),
                        row -> unit(layers, row),
                        "select %s from build_unit u where u.build = ? and u.layer = ? and u.number = ?"
                                .formatted(COLUMNS),
                        layers.build(),
                        layer,
                        ref.number()));
    }

    Map<UnitRef, WorkUnit> find(Layers layers, Collection<UnitRef> refs) {
        Map<UnitRef, WorkUnit> found = new HashMap<>();
        byLayer(refs)
                .forEach((name, wanted) -> layers.find(name)
                        .ifPresent(layer -> statements.each(
                                layers.subject(),
                                row -> unit(layers, row),
                                unit -> found.put(unit.ref(), unit),
                                "select " + COLUMNS + " from" + WANTED,
                                Wanted.integers(wanted.stream()),
                                layers.build(),
                                layer)));
        return found;
    }

    private static @Nullable Object[] columns(Layers layers, WorkUnit unit) {
        FailureColumns failure = FailureColumns.of(unit.failure());
        return new @Nullable Object[] {
            unit.label(),
            unit.metadata().isEmpty() ? null : TextMap.write(unit.metadata()),
            unit.state(),
            unit.input().map(input -> layers.number(input.layer())),
            unit.input().map(UnitRef::number),
            unit.group(),
            unit.request().map(RequestKey::value),
            unit.artifact().map(ArtifactId::value),
            failure.code(),
            failure.message(),
            failure.permanent(),
            failure.body(),
            layers.build(),
            layers.number(unit.ref().layer()),
            unit.ref().number()
        };
    }

    static WorkUnit unit(Layers layers, Row row) throws SQLException {
        return new WorkUnit(
                new UnitRef(row.value("layer", layers::name), row.number("number")),
                row.text("label"),
                metadata(row),
                row.value("state", UnitState::valueOf),
                input(layers, row),
                row.optionalText("group_value"),
                row.optional("request_key", RequestKey::new),
                row.optional("artifact", ArtifactId::new),
                FailureColumns.failure(row));
    }

    static SortedMap<String, String> metadata(Row row) throws SQLException {
        return row.optional("metadata", TextMap::read).orElseGet(TreeMap::new);
    }

    private static Optional<UnitRef> input(Layers layers, Row row) throws SQLException {
        int number = row.number("input_number");
        return row.optional("input_layer", layers::name).map(layer -> new UnitRef(layer, number));
    }
}
