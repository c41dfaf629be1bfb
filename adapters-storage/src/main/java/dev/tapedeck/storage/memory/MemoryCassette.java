package dev.tapedeck.storage.memory;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A cassette on the shelf, with its current take. Immutable but for what is on the take. */
record MemoryCassette(CassetteName name, KeyRecipe recipe, Instant createdAt, Instant changedAt, MemoryTake take) {

    MemoryCassette named(CassetteName newName) {
        return new MemoryCassette(newName, recipe, createdAt, changedAt, take);
    }

    MemoryCassette withTake(MemoryTake newTake, Instant now) {
        return new MemoryCassette(name, recipe, createdAt, now, newTake);
    }

    /** The cassette as a list shows it; counts what is on the take. */
    Cassette view() {
        Collection<Interaction> all = take.all();
        return new Cassette(
                name,
                recipe,
                createdAt,
                changedAt.isAfter(take.lastRecordedAt()) ? changedAt : take.lastRecordedAt(),
                take.id(),
                all.size(),
                all.stream().mapToLong(Interaction::bytes).sum(),
                all.stream().mapToInt(Interaction::findings).sum(),
                models(all));
    }

    private static List<String> models(Collection<Interaction> all) {
        return all.stream()
                .map(interaction -> interaction.ticket().model())
                .flatMap((Optional<String> model) -> model.stream())
                .distinct()
                .sorted()
                .toList();
    }
}
