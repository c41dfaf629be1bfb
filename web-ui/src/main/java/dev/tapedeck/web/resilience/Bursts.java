package dev.tapedeck.web.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.ResilienceEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Thins out what an outage repeats: of events that say the same, the first is passed on at once, and those of the next
 * {@value #SECONDS} seconds as one, with their number. Changes of a circuit are all passed on. Bounded, thread-safe.
 */
final class Bursts {
    private static final int SECONDS = 10;
    private static final int MOST = 10_000;

    private final Cache<Kind, Held> held;
    private final ObjLongConsumer<ResilienceEvent> next;

    /** What events have in common that say the same. */
    private record Kind(String name, String about, int attempt, String error) {}

    /** Those that are held back: the latest, and how many there are. */
    private record Latest(long count, Optional<ResilienceEvent> event) {}

    /** A burst under way. */
    private static final class Held {
        private final AtomicReference<Latest> latest = new AtomicReference<>(new Latest(0, Optional.empty()));

        void add(ResilienceEvent event) {
            latest.updateAndGet(before -> new Latest(before.count() + 1, Optional.of(event)));
        }
    }

    /** @param next gets an event, and for how many it stands; by the thread that met it, or one of its own */
    Bursts(Time time, Scheduler scheduler, ObjLongConsumer<ResilienceEvent> next) {
        this.next = next;
        this.held = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(Duration.ofSeconds(SECONDS))
                .ticker(time::nanos)
                .scheduler(scheduler)
                .executor(Runnable::run)
                .removalListener((@Nullable Kind kind, @Nullable Held burst, RemovalCause cause) -> {
                    if (burst != null) {
                        release(burst);
                    }
                })
                .build();
    }

    void seen(ResilienceEvent event) {
        Optional<Kind> kind = kind(event);
        if (kind.isEmpty()) {
            next.accept(event, 1);
            return;
        }
        Held mine = new Held();
        Held first = held.asMap().putIfAbsent(kind.get(), mine);
        if (first == null) {
            next.accept(event, 1);
        } else {
            first.add(event);
        }
    }

    /** Passes on what has been held back for long enough. */
    void release() {
        held.cleanUp();
    }

    private void release(Held burst) {
        Latest all = burst.latest.getAndSet(new Latest(0, Optional.empty()));
        all.event().ifPresent(event -> next.accept(event, all.count()));
    }

    /** The kind of an event that may come in masses. */
    private static Optional<Kind> kind(ResilienceEvent event) {
        return switch (event) {
            case ResilienceEvent.RetryScheduled retry ->
                Optional.of(new Kind(event.name(), event.service().value(), retry.attempt(), retry.error()));
            case ResilienceEvent.RetryExhausted retry ->
                Optional.of(new Kind(event.name(), event.service().value(), retry.attempt(), retry.error()));
            case ResilienceEvent.CircuitRejected rejected ->
                Optional.of(new Kind(event.name(), rejected.circuit().toString(), 0, ""));
            case ResilienceEvent.CircuitMoved moved -> Optional.empty();
            case ResilienceEvent.AttemptEnded ended -> Optional.empty();
        };
    }
}
