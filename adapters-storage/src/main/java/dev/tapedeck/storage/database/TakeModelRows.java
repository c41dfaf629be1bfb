package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table {@code take_model}.
 *
 * @param <E> the engine's own entity
 */
public abstract class TakeModelRows<E extends TakeModelRow> implements PanacheRepositoryBase<E, TakeModelId> {
    protected abstract E blank();

    /** One more interaction of that take asks for that model. */
    void add(TakeId take, String model) {
        TakeModelId id = id(take, model);
        E row = findByIdOptional(id).orElseGet(() -> blank(id));
        row.increment();
        persist(row);
    }

    private E blank(TakeModelId id) {
        E row = blank();
        row.fill(id);
        return row;
    }

    void remove(TakeId take, String model) {
        findByIdOptional(id(take, model)).filter(row -> !row.decrement()).ifPresent(this::delete);
    }

    private static TakeModelId id(TakeId take, String model) {
        return new TakeModelId(take.value(), Columns.plain(model));
    }

    /** The models of each take, sorted. */
    Map<Long, List<String>> of(List<TakeId> takes) {
        List<Long> ids = takes.stream().map(TakeId::value).toList();
        return list("id.take in ?1 order by id.model", ids).stream()
                .collect(Collectors.groupingBy(
                        TakeModelRow::take, Collectors.mapping(TakeModelRow::model, Collectors.toList())));
    }
}
