package dev.tapedeck.storage.database;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.cassette.RequestKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code build_request}. Every method needs a transaction. */
final class RequestRows {
    private static final String SELECT =
            "select r.request_key,r.first_layer,r.first_number,r.state,r.batch,r.attempts,r.status,r.answer,r.failure_code,r.failure_message,r.failure_permanent,r.failure_body,r.reserved,r.cost from";

    private static final WholeRows ROWS = WholeRows.of(
            "build_request",
            "first_layer,first_number,state,batch,attempts,status,answer,failure_code,failure_message,failure_permanent,failure_body,reserved,cost",
            "build,request_key");

    private final Statements statements;

    RequestRows(Statements statements) {
        this.statements = statements;
    }

    /** Of two of the same key the later one holds. */
    void put(Layers layers, List<UnitRequest> requests) {
        Map<RequestKey, UnitRequest> next = new LinkedHashMap<>();
        requests.forEach(request -> next.put(request.key(), request));
        statements.put(
                ROWS,
                next.values().stream().map(request -> columns(layers, request)).toList());
    }

    Map<RequestKey, UnitRequest> find(Layers layers, Collection<RequestKey> keys) {
        Map<RequestKey, UnitRequest> found = new LinkedHashMap<>();
        statements.each(
                layers.subject(),
                row -> request(layers, row),
                request -> found.put(request.key(), request),
                SELECT + " " + Wanted.BY_TEXT
                        + "build_request r on r.build = ? and r.request_key = wanted.item where r.build is not null",
                Wanted.texts(keys.stream().map(RequestKey::value)),
                layers.build());
        return found;
    }

    /** @param layer of the unit that they are made for */
    List<UnitRequest> page(
            Layers layers,
            Optional<String> layer,
            UnitRequest.State state,
            Optional<Integer> batch,
            Optional<RequestKey> after,
            int limit) {
        SqlParts sql = new SqlParts()
                .add(SELECT)
                .add("build_request r where r.build = ? and r.state = ?", layers.build(), state)
                .add("and r.request_key > ?", after.map(RequestKey::value).orElse(""));
        layer.ifPresent(name -> sql.add("and r.first_layer = ?", layers.find(name)));
        batch.ifPresent(number -> sql.add("and r.batch = ?", number));
        sql.add(
                        batch.isPresent()
                                ? "order by r.build, r.batch, r.request_key"
                                : "order by r.build, r.state, r.request_key")
                .add("limit ?", limit);
        return statements.select(layers.subject(), row -> request(layers, row), sql.sql(), sql.parameters());
    }

    private static @Nullable Object[] columns(Layers layers, UnitRequest request) {
        FailureColumns failure = FailureColumns.of(request.failure());
        return new @Nullable Object[] {
            layers.number(request.first().layer()),
            request.first().number(),
            request.state(),
            request.batch(),
            request.attempts(),
            request.status(),
            request.answer().map(ArtifactId::value),
            failure.code(),
            failure.message(),
            failure.permanent(),
            failure.body(),
            request.reserved(),
            request.cost(),
            layers.build(),
            request.key().value()
        };
    }

    private static UnitRequest request(Layers layers, Row row) throws SQLException {
        return new UnitRequest(
                row.value("request_key", RequestKey::new),
                new UnitRef(row.value("first_layer", layers::name), row.number("first_number")),
                row.value("state", UnitRequest.State::valueOf),
                row.optionalNumber("batch"),
                row.number("attempts"),
                row.optionalNumber("status"),
                row.optional("answer", ArtifactId::new),
                FailureColumns.failure(row),
                row.money("reserved"),
                row.money("cost"));
    }
}
