package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A row of {@code cassette}. */
@MappedSuperclass
public abstract class CassetteRow {
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

    protected CassetteRow() {}

    void fill(CassetteName newName, KeyRecipe newRecipe, Instant now) {
        name = newName.value();
        recipe = RecipeColumn.write(newRecipe);
        createdAt = now.truncatedTo(ChronoUnit.MICROS);
        changedAt = createdAt;
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
    Cassette with(TakeRow take, List<String> models) {
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
