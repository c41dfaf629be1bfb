package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/**
 * The table {@code cassette}.
 *
 * @param <E> the engine's own entity
 */
public abstract class CassetteRows<E extends CassetteRow> implements PanacheRepositoryBase<E, Long> {
    protected abstract E blank();

    CassetteRow add(CassetteName name, KeyRecipe recipe, Instant now) {
        E row = blank();
        row.fill(name, recipe, now);
        persist(row);
        return row;
    }

    boolean exists(CassetteName name) {
        return count("name", name.value()) > 0;
    }

    /** The cassette, with its row locked until the transaction ends. */
    Optional<? extends CassetteRow> locked(CassetteName name) {
        return find("name", name.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    void remove(long id) {
        delete("id", id);
    }
}
