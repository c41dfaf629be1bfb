package dev.tapedeck.storage.file;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/** The indexes of takes at rest that were looked into lately, up to so many interactions. Thread-safe. */
final class Indexes {
    /** So that many empty cassettes don't count for nothing. */
    private static final int LEAST_WEIGHT = 100;

    private final Cache<FileTake, TakeIndex> cache;

    Indexes(long maxInteractions) {
        cache = Caffeine.newBuilder()
                .maximumWeight(maxInteractions)
                .executor(Runnable::run)
                .weigher((FileTake take, TakeIndex index) -> Math.max(LEAST_WEIGHT, index.rows()))
                .build();
    }

    TakeIndex of(FileTake take, Supplier<TakeIndex> again) {
        return cache.get(take, missing -> again.get());
    }

    void keep(FileTake take, TakeIndex index) {
        cache.put(take, index);
    }

    void drop(FileTake take) {
        cache.invalidate(take);
    }
}
