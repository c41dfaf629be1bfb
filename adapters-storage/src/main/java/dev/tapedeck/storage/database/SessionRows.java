package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.SessionId;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of the sessions, and this node as their user. Thread-safe. */
final class SessionRows {
    private final DatabaseTransaction transaction;
    private final SharedNodes nodes;

    SessionRows(Database database) {
        transaction = database.transaction();
        if (!(database.nodes() instanceof SharedNodes shared)) {
            throw new IllegalArgumentException("%s can't be shared by several nodes."
                    .formatted(database.engine().name()));
        }
        nodes = shared;
    }

    long node() {
        return nodes.id();
    }

    <T> T inTransaction(Callable<T> work) {
        return transaction.change(work);
    }

    /** Within a transaction. */
    int change(String sql, @Nullable Object... parameters) {
        return with(transaction.entityManager().createNativeQuery(sql), parameters)
                .executeUpdate();
    }

    /** Within a transaction. */
    @SuppressWarnings("unchecked") // what a query for tuples gives
    Stream<Tuple> select(String sql, Object... parameters) {
        return with(transaction.entityManager().createNativeQuery(sql, Tuple.class), parameters)
                .getResultList()
                .stream();
    }

    private static Query with(Query query, @Nullable Object... parameters) {
        for (int at = 0; at < parameters.length; at++) {
            query.setParameter(at + 1, parameters[at]);
        }
        return query;
    }

    /** Notes, within a transaction, that this node uses the session. */
    void hold(SessionId session) {
        change(
                "insert into session_node (session_id, node_id) select session.id, node.id from session, node where session.id = ?1 and node.id = ?2 on conflict do nothing",
                session.value(),
                node());
    }

    void beat() {
        inTransaction(() -> {
            nodes.beat();
            return true;
        });
        inTransaction(nodes::dropLeft);
    }
}
