package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Time;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that were never given before, by an earlier process neither. Thread-safe. */
final class Ids {
    private final Time time;
    private final AtomicLong given = new AtomicLong();

    Ids(Time time) {
        this.time = time;
    }

    Seed next() {
        return Seed.of("%s %d".formatted(time.now(), given.incrementAndGet()));
    }
}
