package dev.tapedeck.storage.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Headers;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Interactions that were played lately, up to so many bytes; a recording fills no place that a replay needs. What is stored of an ended interaction never changes, so the only thing
 * that can make an entry wrong is a removal; a look-up that overlaps one keeps nothing. Thread-safe.
 */
final class InteractionCache {
    /** What an interaction takes besides its bodies and headers. */
    private static final int OVERHEAD = 1_000;

    private final Cache<InteractionId, Interaction> cache;
    private final Object removing = new Object();
    private volatile long removals;

    /** @param upkeep where entries beyond the limit are thrown out */
    InteractionCache(long maxBytes, Executor upkeep) {
        cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .executor(upkeep)
                .weigher((InteractionId id, Interaction interaction) -> weight(interaction))
                .build();
    }

    /** Never blocks. */
    Optional<Interaction> find(TakeId take, int number) {
        return Optional.ofNullable(cache.getIfPresent(InteractionId.of(take, number)));
    }

    /** Looks it up, and keeps it if it has ended. */
    Optional<Interaction> load(TakeId take, int number, Supplier<Optional<Interaction>> store) {
        long before = removals;
        Optional<Interaction> loaded = store.get();
        loaded.filter(interaction -> !(interaction.outcome() instanceof Outcome.Incomplete))
                .ifPresent(interaction -> keepUnlessRemovedSince(before, take, interaction));
        return loaded;
    }

    private void keepUnlessRemovedSince(long before, TakeId take, Interaction interaction) {
        synchronized (removing) {
            if (removals == before) {
                cache.put(InteractionId.of(take, interaction.number()), interaction);
            }
        }
    }

    void removed(TakeId take, int number) {
        synchronized (removing) {
            removals++;
            cache.invalidate(InteractionId.of(take, number));
        }
    }

    void removed(TakeId take) {
        synchronized (removing) {
            removals++;
            cache.asMap().keySet().removeIf(id -> id.take() == take.value());
        }
    }

    private static int weight(Interaction interaction) {
        long bytes = OVERHEAD
                + weight(interaction.ticket().request().headers())
                + Weight.of(interaction.ticket()).bytes()
                + Weight.of(interaction.ending()).bytes();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long weight(Headers headers) {
        return headers.fields().stream()
                .mapToLong(field -> field.name().length() + field.value().length())
                .sum();
    }
}
