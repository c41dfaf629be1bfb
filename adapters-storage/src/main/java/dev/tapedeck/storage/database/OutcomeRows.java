package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.TakeId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code outcome}.
 *
 * @param <E> the engine's own entity
 */
public abstract class OutcomeRows<E extends OutcomeRow> implements PanacheRepositoryBase<E, InteractionId> {
    protected abstract E blank();

    void add(InteractionId id, Ending ending) {
        E row = blank();
        row.fill(id, ending);
        persist(row);
    }

    Optional<? extends OutcomeRow> found(InteractionId id) {
        return findByIdOptional(id);
    }

    /** The outcomes on a take from one number to another, both included. */
    List<? extends OutcomeRow> between(TakeId take, int first, int last) {
        return list("id.take = ?1 and id.number between ?2 and ?3", take.value(), first, last);
    }
}
