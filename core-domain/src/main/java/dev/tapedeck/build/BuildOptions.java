package dev.tapedeck.build;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import java.time.Duration;
import java.util.Optional;

/**
 * How a build is to be run.
 *
 * @param cassette what its calls are recorded to or played from, unless the mode is {@code off}
 * @param batches whether batch APIs may be used at all
 * @param cache whether artifacts of earlier builds are taken over
 * @param maxCost it stops before it would cost more
 * @param maxWait a batch that takes longer is given up
 */
public record BuildOptions(
        Optional<CassetteName> cassette,
        Mode mode,
        boolean batches,
        boolean cache,
        Optional<Money> maxCost,
        Optional<Duration> maxWait) {
    public BuildOptions {
        if (mode != Mode.OFF && cassette.isEmpty()) {
            throw new IllegalArgumentException("Mode %s needs a cassette.".formatted(mode.id()));
        }
    }

    BuildOptions costing(Money atMost) {
        return new BuildOptions(cassette, mode, batches, cache, Optional.of(atMost), maxWait);
    }
}
