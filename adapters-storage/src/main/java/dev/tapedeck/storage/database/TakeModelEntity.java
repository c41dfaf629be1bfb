package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A row of {@code take_model}: how many interactions of a take ask for a model. */
@Entity
@Table(name = "take_model")
class TakeModelEntity extends PanacheEntityBase {
    @EmbeddedId
    private TakeModelId id;

    @Column(name = "interactions")
    private int interactions;

    protected TakeModelEntity() {}

    private TakeModelEntity(TakeModelId id) {
        this.id = id;
    }

    static void add(TakeId take, String model) {
        TakeModelId id = id(take, model);
        TakeModelEntity counter =
                TakeModelEntity.<TakeModelEntity>findByIdOptional(id).orElseGet(() -> new TakeModelEntity(id));
        counter.interactions++;
        counter.persist();
    }

    static void remove(TakeId take, String model) {
        TakeModelEntity.<TakeModelEntity>findByIdOptional(id(take, model)).ifPresent(TakeModelEntity::decrement);
    }

    private void decrement() {
        interactions--;
        if (interactions == 0) {
            delete();
        }
    }

    private static TakeModelId id(TakeId take, String model) {
        return new TakeModelId(take.value(), model);
    }

    /** The models of each take, sorted. */
    static Map<Long, List<String>> of(List<TakeId> takes) {
        List<Long> ids = takes.stream().map(TakeId::value).toList();
        return TakeModelEntity.<TakeModelEntity>list("id.take in ?1 order by id.model", ids).stream()
                .collect(Collectors.groupingBy(
                        entity -> entity.id.take(),
                        Collectors.mapping(entity -> entity.id.model(), Collectors.toList())));
    }
}
