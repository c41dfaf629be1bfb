package dev.tapedeck.web.resilience;

import dev.tapedeck.resilience.CircuitBreaker;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do to a circuit. */
public enum CircuitDeed {
    /** Closed, and nothing of what went wrong is remembered. */
    RESET {
        @Override
        void done(CircuitBreaker circuit, String reason) {
            circuit.reset(reason);
        }
    },
    /** Open until somebody closes or resets it. */
    OPEN {
        @Override
        void done(CircuitBreaker circuit, String reason) {
            circuit.open(reason);
        }
    },
    /** Closed, without a pause. */
    CLOSE {
        @Override
        void done(CircuitBreaker circuit, String reason) {
            circuit.close(reason);
        }
    };

    abstract void done(CircuitBreaker circuit, String reason);

    /** As in an address: {@code reset}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The deed with that id, if there is one. */
    public static Optional<CircuitDeed> find(String id) {
        return Arrays.stream(values()).filter(deed -> deed.id().equals(id)).findFirst();
    }
}
