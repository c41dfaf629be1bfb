package dev.tapedeck.web.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.ResilienceEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Thins out what an outage repeats: of events that say the same, the first is passed on at once, and those of the next
 * {@value #SECONDS} seconds as one, with their number. Changes of a circuit are all passed on. Bounded, thread-safe;
 * no event is lost from the count.
 */
final class Bursts {
    private static final int SECONDS = 10;
    private static final int MOST = 10_000;

    private final Cache<Kind, HeldBack> held;
    private final ObjLongConsumer<ResilienceEvent> next;

    /** What events have in common that say the same. */
    private record Kind(String name, String about, int attempt, String error) {}

    /** A burst under way: how many events are held back, and the latest of them. */
    private record HeldBack(long count, Optional<ResilienceEvent> latest) {
        static final HeldBack NONE = new HeldBack(0, Optional.empty());

        HeldBack and(ResilienceEvent event) {
            return new HeldBack(count + 1, Optional.of(event));
        }
    }

    /** @param next gets an event, and for how many it stands; by the thread that met it, or one of its own */
    Bursts(Time time, Scheduler scheduler, ObjLongConsumer<ResilienceEvent> next) {
        this.next = next;
        this.held = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<Kind, HeldBack>creating((kind, burst) -> Duration.ofSeconds(SECONDS)))
                .ticker(time::nanos)
                .scheduler(scheduler)
                .executor(Runnable::run)
                .removalListener((@Nullable Kind kind, @Nullable HeldBack burst, RemovalCause cause) -> {
                    if (burst != null && cause != RemovalCause.REPLACED) {
                        burst.latest().ifPresent(event -> next.accept(event, burst.count()));
                    }
                })
                .build();
    }

    void seen(ResilienceEvent event) {
        if (kind(event).map(kind -> isFirst(kind, event)).orElse(true)) {
            next.accept(event, 1);
        }
    }

    /** Whether there is no burst yet; else it is added to it. */
    private boolean isFirst(Kind kind, ResilienceEvent event) {
        return held.asMap()
                        .compute(kind, (any, burst) -> burst == null ? HeldBack.NONE : burst.and(event))
                        .count()
                == 0;
    }

    /** Passes on what has been held back for long enough. */
    void release() {
        held.cleanUp();
    }

    /** Passes on everything that is held back. */
    void flush() {
        held.invalidateAll();
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
            case ResilienceEvent.CircuitPaused paused ->
                Optional.of(new Kind(event.name(), paused.circuit().toString(), 0, ""));
            case ResilienceEvent.CircuitMoved moved -> Optional.empty();
            case ResilienceEvent.CircuitsFull full -> Optional.empty();
            case ResilienceEvent.AttemptEnded ended -> Optional.empty();
        };
    }
}
