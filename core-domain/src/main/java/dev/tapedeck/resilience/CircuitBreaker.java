package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One circuit. Thread-safe; no lock is held while a call runs or an event is published. */
public final class CircuitBreaker {
    private final CircuitName name;
    private final Supplier<CircuitSettings> settings;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    /** @param settings read anew for each call, so that a changed policy holds from the next one on */
    public CircuitBreaker(
            CircuitName name, Supplier<CircuitSettings> settings, Time time, Consumer<ResilienceEvent> events) {
        this.name = name;
        this.settings = settings;
        this.time = time;
        this.events = events;
    }

    public CircuitName name() {
        return name;
    }

    /**
     * Asks to make a call.
     *
     * @param lease after that long a probe's permit that was never settled goes to another
     * @throws FailedCall {@code CircuitOpen}
     */
    public Permit acquire(Duration lease) {
        throw new UnsupportedOperationException(name + " " + settings + time + events + lease);
    }

    /** Lets no call through until then; of several pauses the latest end holds. */
    public void pauseUntil(Instant end) {
        throw new UnsupportedOperationException(end.toString());
    }

    public CircuitSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /** Closed, nothing counted, nothing remembered, in one step. */
    public void reset(String reason) {
        throw new UnsupportedOperationException(reason);
    }

    /** Open until somebody closes or resets it. */
    public void open(String reason) {
        throw new UnsupportedOperationException(reason);
    }

    public void close(String reason) {
        throw new UnsupportedOperationException(reason);
    }
}
