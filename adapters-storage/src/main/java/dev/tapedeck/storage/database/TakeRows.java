package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.TakeId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code take}.
 *
 * @param <E> the engine's own entity
 */
public abstract class TakeRows<E extends TakeRow> implements PanacheRepositoryBase<E, Long> {
    private static final String CURRENT =
            "select take, cassette from Take take join Cassette cassette on cassette.id = take.cassette where take.adopted ";

    /** A cassette and its current take. */
    record Current(CassetteRow cassette, TakeRow take) {
        private static Current of(Tuple row) {
            return new Current(row.get(1, CassetteRow.class), row.get(0, TakeRow.class));
        }
    }

    protected abstract E blank();

    TakeRow add(CassetteRow cassette, boolean adopted) {
        E row = blank();
        row.fill(cassette.id(), adopted);
        persist(row);
        return row;
    }

    /** The take, with its row locked until the transaction ends. */
    Optional<? extends TakeRow> locked(TakeId take) {
        return findByIdOptional(take.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    boolean exists(TakeId take) {
        return count("id", take.value()) > 0;
    }

    Optional<Current> current(CassetteName name) {
        return select("and cassette.name = ?1", name.value())
                .getResultStream()
                .map(Current::of)
                .findFirst();
    }

    /** The current takes of the cassettes whose names come after that one. */
    List<Current> currentAfter(String name, int limit) {
        return select("and cassette.name > ?1 order by cassette.name", name)
                .setMaxResults(limit)
                .getResultStream()
                .map(Current::of)
                .toList();
    }

    private TypedQuery<Tuple> select(String rest, String name) {
        return getEntityManager().createQuery(CURRENT + rest, Tuple.class).setParameter(1, name);
    }

    /** The takes of that cassette, the current one and those never adopted. */
    List<TakeId> ofCassette(long cassette) {
        return list("cassette", cassette).stream().map(TakeRow::id).toList();
    }

    /** The current take of that cassette. */
    Optional<TakeId> currentOf(long cassette) {
        return find("adopted and cassette = ?1", cassette).firstResultOptional().map(TakeRow::id);
    }

    void remove(TakeId take) {
        delete("id", take.value());
    }

    int removeUnadopted() {
        return Math.toIntExact(delete("not adopted"));
    }
}
