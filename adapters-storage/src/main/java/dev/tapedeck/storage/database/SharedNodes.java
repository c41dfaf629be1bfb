package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nodes that share a database, each with a row that it touches now and then. The database's clock alone decides who is
 * gone. A node that was taken for gone, because it slept for long, comes back as another one.
 */
final class SharedNodes implements Nodes {
    /** After how long without a word a node is gone: several beats, so that a slow moment doesn't matter. */
    static final Duration GONE = Duration.ofSeconds(60);

    private static final long NONE = 0;

    private final DatabaseTransaction transaction;
    private final AtomicLong id = new AtomicLong(NONE);

    SharedNodes(DatabaseTransaction transaction) {
        this.transaction = transaction;
    }

    /** This node's id; it gets one when it is first asked for. */
    long id() {
        long known = id.get();
        if (known != NONE) {
            return known;
        }
        // in a transaction of its own, so that the id is there whatever becomes of the one under way
        long registered =
                transaction.call(() -> (Long) sql("insert into node (seen_at) values (now()) returning id", Long.class)
                        .getSingleResult());
        return id.compareAndSet(NONE, registered) ? registered : id.get();
    }

    /** Says that this node lives. */
    void beat() {
        long me = id();
        if (sql("update node set seen_at = now() where id = ?1")
                        .setParameter(1, me)
                        .executeUpdate()
                == 0) {
            id.compareAndSet(me, NONE);
        }
    }

    @Override
    public void began(TakeId take) {
        sql("insert into begun_take (take_id, node_id) values (?1, ?2)")
                .setParameter(1, take.value())
                .setParameter(2, id())
                .executeUpdate();
    }

    @Override
    public int dropLeft() {
        sql("delete from node where id <> ?1 and seen_at < now() - make_interval(secs => ?2)")
                .setParameter(1, id())
                .setParameter(2, GONE.toSeconds())
                .executeUpdate();
        sql("""
                delete from session where not exists (select from session_node where session_id = session.id)
                or implicit and closing is not null and not exists (select from node where id = closing)
                """).executeUpdate();
        sql("""
                update session set closing = null
                where closing is not null and not exists (select from node where id = closing)
                """).executeUpdate();
        return sql("""
                delete from take where not adopted
                and not exists (select from begun_take join node on node.id = node_id where take_id = take.id)
                and not exists (select from session where fresh_take = take.id)
                """).executeUpdate();
    }

    @Override
    public void leave() {
        sql("delete from node where id = ?1")
                .setParameter(1, id.getAndSet(NONE))
                .executeUpdate();
    }

    private Query sql(String text) {
        return transaction.entityManager().createNativeQuery(text);
    }

    private Query sql(String text, Class<?> result) {
        return transaction.entityManager().createNativeQuery(text, result);
    }
}
