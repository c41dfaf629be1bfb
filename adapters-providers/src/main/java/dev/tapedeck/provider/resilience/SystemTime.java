package dev.tapedeck.provider.resilience;

import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;

/** The machine's clock. The one place in the house that sleeps. */
public final class SystemTime implements Time {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(Duration wait) {
        if (!wait.isPositive()) {
            return;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
    }
}
