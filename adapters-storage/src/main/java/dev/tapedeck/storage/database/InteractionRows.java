package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Ticket;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code interaction}.
 *
 * @param <E> the engine's own entity
 */
public abstract class InteractionRows<E extends InteractionRow> implements PanacheRepositoryBase<E, InteractionId> {
    protected abstract E blank();

    void add(InteractionId id, Ticket ticket) {
        E row = blank();
        row.fill(id, ticket);
        persist(row);
    }

    boolean exists(InteractionId id) {
        return count("id", id) > 0;
    }

    Optional<? extends InteractionRow> found(InteractionId id) {
        return findByIdOptional(id);
    }

    /** Ordered by the whole key: H2 sorts what it could read in order if the key's first column isn't named. */
    List<? extends InteractionRow> after(TakeId take, int number, int limit) {
        return find("id.take = ?1 and id.number > ?2 order by id.take, id.number", take.value(), number)
                .page(0, limit)
                .list();
    }

    void remove(InteractionId id) {
        delete("id", id);
    }
}
