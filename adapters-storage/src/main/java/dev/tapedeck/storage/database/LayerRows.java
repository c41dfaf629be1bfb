package dev.tapedeck.storage.database;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.LayerStatus;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code build_layer}. Every method needs a transaction. */
final class LayerRows {
    private static final WholeRows ROWS =
            WholeRows.of("build_layer", "number,source,state,batched,units_made,reason", "build,name");

    private final Statements statements;

    LayerRows(Statements statements) {
        this.statements = statements;
    }

    Layers of(BuildId id, long build) {
        return new Layers(
                id,
                build,
                statements.select(
                        Subject.of(id),
                        LayerRows::layer,
                        "select number,source,state,batched,units_made,reason,name from build_layer where build = ? order by number",
                        build));
    }

    void put(long build, List<LayerStatus> layers) {
        statements.put(ROWS, layers.stream().map(layer -> columns(build, layer)).toList());
    }

    private static @Nullable Object[] columns(long build, LayerStatus layer) {
        return new @Nullable Object[] {
            layer.number(),
            layer.source(),
            layer.state(),
            layer.batched(),
            layer.unitsMade(),
            layer.reason(),
            build,
            layer.name()
        };
    }

    private static LayerStatus layer(Row row) throws SQLException {
        return new LayerStatus(
                row.text("name"),
                row.number("number"),
                row.flag("source"),
                row.value("state", LayerState::valueOf),
                row.flag("batched"),
                row.flag("units_made"),
                row.optionalText("reason"));
    }
}
