package dev.tapedeck.house.seeded.exchange;

import java.time.Instant;

/** A core class with a clock of its own. */
public final class LooksAtTheClock {
    public Instant madeAt() {
        return Instant.now();
    }
}
