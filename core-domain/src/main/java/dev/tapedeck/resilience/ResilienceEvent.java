package dev.tapedeck.resilience;

import java.time.Duration;
import java.time.Instant;

/** Something that the resilience of a service did. Holds no content; messages are sanitised by who shows them. */
public sealed interface ResilienceEvent {
    Instant at();

    ServiceName service();

    /** The stable name, as logs, events and metrics have it: {@code circuit.opened}. */
    String name();

    /** @param attempt the one that failed */
    record RetryScheduled(
            Instant at,
            ServiceName service,
            String operation,
            int attempt,
            Duration delay,
            String error,
            String message)
            implements ResilienceEvent {
        @Override
        public String name() {
            return "retry.scheduled";
        }
    }

    /** A call that might have been retried was not, or not again. */
    record RetryExhausted(
            Instant at,
            ServiceName service,
            String operation,
            int attempt,
            Verdict.Reason reason,
            String error,
            String message)
            implements ResilienceEvent {
        @Override
        public String name() {
            return "retry.exhausted";
        }
    }

    /** A circuit changed its state; a reset is one too, if it was closed before. */
    record CircuitMoved(Instant at, CircuitName circuit, CircuitSnapshot.Transition transition, boolean byReset)
            implements ResilienceEvent {
        @Override
        public ServiceName service() {
            return circuit.service();
        }

        @Override
        public String name() {
            if (byReset) {
                return "circuit.reset";
            }
            return switch (transition.to()) {
                case OPEN -> "circuit.opened";
                case HALF_OPEN -> "circuit.half_opened";
                case CLOSED -> "circuit.closed";
            };
        }
    }

    record CircuitRejected(Instant at, CircuitName circuit, Duration retryAfter) implements ResilienceEvent {
        @Override
        public ServiceName service() {
            return circuit.service();
        }

        @Override
        public String name() {
            return "circuit.rejected";
        }
    }

    /** An attempt has ended. Not logged; for measuring. */
    record AttemptEnded(Instant at, ServiceName service, Health health, long micros) implements ResilienceEvent {
        @Override
        public String name() {
            return "attempt.ended";
        }
    }

    /** A service asked to be left alone until then. */
    record CircuitPaused(Instant at, CircuitName circuit, Instant until) implements ResilienceEvent {
        @Override
        public ServiceName service() {
            return circuit.service();
        }

        @Override
        public String name() {
            return "circuit.paused";
        }
    }

    /** The service has circuits for as many models as it keeps at once: those idle for longest make room for others. */
    record CircuitsFull(Instant at, ServiceName service, int models) implements ResilienceEvent {
        @Override
        public String name() {
            return "circuit.models_full";
        }
    }
}
