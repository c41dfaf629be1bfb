package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A row of {@code cassette}. */
@Entity
@Table(name = "cassette")
class CassetteEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "name")
    private String name;

    @Column(name = "recipe")
    private String recipe;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected CassetteEntity() {}

    CassetteEntity(CassetteName name, KeyRecipe recipe, Instant now) {
        this.name = name.value();
        this.recipe = RecipeColumn.write(recipe);
        this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
        this.changedAt = createdAt;
    }

    static Optional<CassetteEntity> named(CassetteName name) {
        return find("name", name.value()).firstResultOptional();
    }

    long id() {
        return id;
    }

    void rename(CassetteName newName) {
        name = newName.value();
    }

    void changed(Instant now) {
        changedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** The cassette with the counters of its current take. */
    Cassette with(TakeEntity take, List<String> models) {
        return new Cassette(
                new CassetteName(name),
                RecipeColumn.read(recipe),
                createdAt,
                take.lastRecordedAt().filter(changedAt::isBefore).orElse(changedAt),
                take.id(),
                take.interactions(),
                take.bytes(),
                take.findings(),
                models);
    }
}
