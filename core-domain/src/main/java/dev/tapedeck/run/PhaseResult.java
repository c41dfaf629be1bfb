package dev.tapedeck.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How one phase of a run's end went.
 *
 * @param error why it failed, if it did; sanitised
 */
public record PhaseResult(Phase phase, Optional<String> error, Duration duration) {
    /** The phases, in their order. */
    public enum Phase {
        PUBLISH,
        CLEAN_UP,
        PERSIST;

        private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

        public String id() {
            return id;
        }
    }

    public boolean success() {
        return error.isEmpty();
    }
}
