package dev.tapedeck.storage.memory;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
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
                all.stream().mapToLong(MemoryCassette::bytes).sum(),
                all.stream().mapToInt(MemoryCassette::findings).sum(),
                models(all));
    }

    private static long bytes(Interaction interaction) {
        return (long) interaction.ticket().request().body().length()
                + switch (interaction.outcome()) {
                    case Outcome.Response response -> response.body().length();
                    case Outcome.Stream stream -> stream.body().length();
                    case Outcome.Error error -> 0;
                    case Outcome.Incomplete incomplete -> 0;
                };
    }

    private static int findings(Interaction interaction) {
        return interaction.ticket().findings().size()
                + interaction.ending().findings().size();
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
