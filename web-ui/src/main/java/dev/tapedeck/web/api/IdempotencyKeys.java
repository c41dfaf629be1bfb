package dev.tapedeck.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.exchange.Digests;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Time;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers the answers to requests that create something and bear an {@code Idempotency-Key}, so that such a request
 * can be sent again without creating twice. Keeps an answer for an hour, at most {@value #KEPT} of them, in memory; a
 * request that failed is not remembered. Thread-safe.
 */
@Singleton
final class IdempotencyKeys {
    static final String HEADER = "Idempotency-Key";
    private static final int KEPT = 10_000;

    private final Cache<Place, Remembered> remembered;

    /** One key, with what it is to create, and in what. */
    private record Place(Class<?> created, String within, String key) {}

    /** What is known of a request: a digest of its body, and what it created once that is there. */
    private record Remembered(String body, Optional<Object> created) {}

    IdempotencyKeys(Time time) {
        remembered = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(Duration.ofHours(1))
                .ticker(time::nanos)
                .build();
    }

    /**
     * Answers a request: by what was answered to the same one before, else by creating.
     *
     * @param body a record or JSON, by which the request is told from others
     * @throws Refusal 422 if the key came with another body, 409 if the first request is still under way
     */
    <T> T once(Class<T> type, Optional<String> key, Object body, Supplier<T> create) {
        return once(type, "", key, body, create);
    }

    /**
     * The same of something that is created within another: there each has keys of its own.
     *
     * @param within the id of that
     */
    <T> T once(Class<T> type, String within, Optional<String> key, Object body, Supplier<T> create) {
        key.ifPresent(IdempotencyKeys::check);
        return key.map(given -> once(type, new Place(type, within, given), body, create))
                .orElseGet(create);
    }

    /** @throws Refusal if that can't be a key */
    static void check(String key) {
        if (!IdempotencyKey.isKey(key)) {
            throw Refusal.parameter(HEADER, "%s must be 1 to 255 visible ASCII characters.".formatted(HEADER));
        }
    }

    /** The key came with another body before. */
    static Refusal reused() {
        return new Refusal(
                Problem.KEY_REUSED,
                "Take a new %s for another request, or send the first one again.".formatted(HEADER));
    }

    private <T> T once(Class<T> type, Place place, Object body, Supplier<T> create) {
        Remembered mine = new Remembered(Digests.of(List.of(body.toString())), Optional.empty());
        Remembered first = remembered.asMap().putIfAbsent(place, mine);
        return first == null ? created(place, mine, create) : again(type, first, mine);
    }

    private <T> T created(Place place, Remembered mine, Supplier<T> create) {
        boolean done = false;
        try {
            T created = create.get();
            remembered.put(place, new Remembered(mine.body(), Optional.of(created)));
            done = true;
            return created;
        } finally {
            if (!done) {
                remembered.asMap().remove(place, mine);
            }
        }
    }

    private static <T> T again(Class<T> type, Remembered first, Remembered mine) {
        if (!first.body().equals(mine.body())) {
            throw reused();
        }
        return first.created()
                .map(type::cast)
                .orElseThrow(() -> new Refusal(
                        Problem.IN_FLIGHT, "Wait for the answer to the first request, then send it again."));
    }
}
