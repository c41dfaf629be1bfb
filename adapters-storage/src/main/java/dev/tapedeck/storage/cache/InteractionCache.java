package dev.tapedeck.storage.cache;

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
 * Interactions that were played lately, up to so many bytes; a recording fills no place that a replay needs. What is
 * stored of an ended interaction never changes, so the only thing that can make an entry wrong is a removal; a look-up
 * that overlaps one keeps nothing. Thread-safe.
 */
public final class InteractionCache {
    /** What an interaction takes besides its bodies and headers. */
    private static final int OVERHEAD = 1_000;

    private final Cache<Place, Interaction> cache;
    private final Object removing = new Object();
    private volatile long removals;

    /** A number on a take. */
    private record Place(TakeId take, int number) {}

    /** @param upkeep where entries beyond the limit are thrown out */
    public InteractionCache(long maxBytes, Executor upkeep) {
        cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .executor(upkeep)
                .weigher((Place place, Interaction interaction) -> weight(interaction))
                .build();
    }

    /** Never blocks. */
    public Optional<Interaction> find(TakeId take, int number) {
        return Optional.ofNullable(cache.getIfPresent(new Place(take, number)));
    }

    /** Looks it up, and keeps it if it has ended. */
    public Optional<Interaction> load(TakeId take, int number, Supplier<Optional<Interaction>> store) {
        long before = removals;
        Optional<Interaction> loaded = store.get();
        loaded.filter(interaction -> !(interaction.outcome() instanceof Outcome.Incomplete))
                .ifPresent(interaction -> keepUnlessRemovedSince(before, take, interaction));
        return loaded;
    }

    private void keepUnlessRemovedSince(long before, TakeId take, Interaction interaction) {
        synchronized (removing) {
            if (removals == before) {
                cache.put(new Place(take, interaction.number()), interaction);
            }
        }
    }

    /** Forgets an interaction that is gone. */
    public void removed(TakeId take, int number) {
        synchronized (removing) {
            removals++;
            cache.invalidate(new Place(take, number));
        }
    }

    /** Forgets all that was on a take that is gone. */
    public void removed(TakeId take) {
        synchronized (removing) {
            removals++;
            cache.asMap().keySet().removeIf(place -> place.take().equals(take));
        }
    }

    private static int weight(Interaction interaction) {
        long bytes = OVERHEAD + weight(interaction.ticket().request().headers()) + interaction.bytes();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long weight(Headers headers) {
        return headers.fields().stream()
                .mapToLong(field -> field.name().length() + field.value().length())
                .sum();
    }
}
