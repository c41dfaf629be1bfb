package dev.tapedeck.storage.database;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;

/** A row of {@code take_model}: how many interactions of a take ask for a model. */
@MappedSuperclass
public abstract class TakeModelRow {
    @EmbeddedId
    private TakeModelId id;

    @Column(name = "interactions")
    private int interactions;

    protected TakeModelRow() {}

    void fill(TakeModelId newId) {
        id = newId;
    }

    long take() {
        return id.take();
    }

    String model() {
        return id.model();
    }

    void increment() {
        interactions++;
    }

    /** Whether there are others left. */
    boolean decrement() {
        interactions--;
        return interactions > 0;
    }
}
