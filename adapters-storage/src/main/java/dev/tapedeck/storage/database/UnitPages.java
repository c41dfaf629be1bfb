package dev.tapedeck.storage.database;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for units of a build. Whatever is asked for, each look is along an index: layer by layer, and state by state.
 * Every method needs a transaction.
 */
final class UnitPages {
    private static final String SELECT = "select %s from".formatted(UnitRows.COLUMNS);

    private final Statements statements;

    UnitPages(Statements statements) {
        this.statements = statements;
    }

    List<WorkUnit> page(Layers layers, UnitQuery query, Optional<UnitRef> after, int limit) {
        int layer = after.flatMap(ref -> layers.find(ref.layer())).orElse(0);
        int number = after.map(UnitRef::number).orElse(0);
        return query.requests().isEmpty()
                ? layerByLayer(layers, query, layer, number, limit)
                : ofRequests(layers, query, layer, number, limit);
    }

    private List<WorkUnit> layerByLayer(Layers layers, UnitQuery query, int afterLayer, int afterNumber, int limit) {
        List<WorkUnit> page = new ArrayList<>();
        for (LayerStatus layer : layers.all()) {
            if (layer.number() >= afterLayer
                    && query.layer().orElse(layer.name()).equals(layer.name())) {
                int after = layer.number() == afterLayer ? afterNumber : 0;
                page.addAll(ofLayer(layers, layer.number(), query, after, limit - page.size()));
            }
        }
        return page;
    }

    private List<WorkUnit> ofLayer(Layers layers, int layer, UnitQuery query, int after, int limit) {
        if (limit == 0) {
            return List.of();
        }
        if (query.states().isEmpty()) {
            return select(layers, after(layers, layer, query, after).add("order by u.build, u.layer, u.number"), limit);
        }
        return query.states().stream()
                .map(state -> after(layers, layer, query, after)
                        .add("and u.state = ? order by u.build, u.layer, u.state, u.number", state))
                .flatMap(ofOneState -> select(layers, ofOneState, limit).stream())
                .sorted(Comparator.comparingInt(unit -> unit.ref().number()))
                .limit(limit)
                .toList();
    }

    private static SqlParts after(Layers layers, int layer, UnitQuery query, int number) {
        SqlParts sql = new SqlParts()
                .add(SELECT)
                .add("build_unit u where u.build = ? and u.layer = ? and u.number > ?", layers.build(), layer, number);
        query.group().ifPresent(group -> sql.add("and u.group_value = ?", group));
        return sql;
    }

    private List<WorkUnit> ofRequests(Layers layers, UnitQuery query, int afterLayer, int afterNumber, int limit) {
        SqlParts sql = new SqlParts()
                .add(SELECT)
                .add(Wanted.BY_TEXT, Wanted.texts(query.requests().stream().map(RequestKey::value)))
                .add("build_unit u on u.build = ? and u.request_key = wanted.item", layers.build())
                .add("where (u.layer > ? or u.layer = ? and u.number > ?)", afterLayer, afterLayer, afterNumber);
        query.layer().ifPresent(name -> sql.add("and u.layer = ?", layers.find(name)));
        query.group().ifPresent(group -> sql.add("and u.group_value = ?", group));
        if (!query.states().isEmpty()) {
            sql.addIn("and u.state", query.states());
        }
        // a sum, so that PostgreSQL doesn't go through all units in this order in search of the few
        return select(layers, sql.add("order by u.layer + 0, u.number"), limit);
    }

    private List<WorkUnit> select(Layers layers, SqlParts sql, int limit) {
        sql.add("limit ?", limit);
        return statements.select(layers.subject(), row -> UnitRows.unit(layers, row), sql.sql(), sql.parameters());
    }

    SortedSet<String> groups(Layers layers, Collection<String> names, String metadata) {
        SortedSet<String> groups = new TreeSet<>();
        for (String name : names) {
            layers.find(name)
                    .ifPresent(layer -> Arrays.stream(UnitState.values())
                            .filter(UnitState::good)
                            .forEach(state -> statements.each(
                                    layers.subject(),
                                    row -> Optional.ofNullable(
                                            UnitRows.metadata(row).get(metadata)),
                                    group -> group.ifPresent(groups::add),
                                    "select metadata from build_unit where build = ? and layer = ? and state = ? and metadata is not null",
                                    layers.build(),
                                    layer,
                                    state)));
        }
        return groups;
    }
}
