package dev.tapedeck.resilience;

import dev.tapedeck.resilience.CircuitSnapshot.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a circuit does with calls. Immutable; each state offers what may follow on it, and nothing else. */
sealed interface CircuitState {
    /** As it is shown. */
    State shown();

    /** When it opened, unless it is closed. */
    Optional<Instant> openedAt();

    /**
     * Every call passes.
     *
     * @param failures in a row
     */
    record Closed(int failures) implements CircuitState {
        static final Closed FRESH = new Closed(0);

        Closed afterFailure() {
            return new Closed(failures + 1);
        }

        @Override
        public State shown() {
            return State.CLOSED;
        }

        @Override
        public Optional<Instant> openedAt() {
            return Optional.empty();
        }
    }

    /**
     * No call passes.
     *
     * @param byHand whether it stays so until somebody closes it
     */
    record Open(Moment since, boolean byHand) implements CircuitState {
        HalfOpen halfOpen() {
            return new HalfOpen(since.at(), 0, List.of());
        }

        @Override
        public State shown() {
            return State.OPEN;
        }

        @Override
        public Optional<Instant> openedAt() {
            return Optional.of(since.at());
        }
    }

    /**
     * A few calls pass as probes.
     *
     * @param opened when it opened
     * @param leases those of the probes under way, and of lost ones
     */
    record HalfOpen(Instant opened, int successes, List<Lease> leases) implements CircuitState {
        public HalfOpen {
            leases = List.copyOf(leases);
        }

        /** Without the leases that are over. */
        HalfOpen at(Moment now) {
            return leases.stream().allMatch(lease -> lease.runs(now))
                    ? this
                    : new HalfOpen(
                            opened,
                            successes,
                            leases.stream().filter(lease -> lease.runs(now)).toList());
        }

        boolean holds(Lease lease) {
            return leases.contains(lease);
        }

        HalfOpen with(Lease lease) {
            return new HalfOpen(
                    opened,
                    successes,
                    Stream.concat(leases.stream(), Stream.of(lease)).toList());
        }

        HalfOpen afterSuccess(Lease lease) {
            return new HalfOpen(opened, successes + 1, without(lease).leases);
        }

        HalfOpen without(Lease lease) {
            return new HalfOpen(
                    opened,
                    successes,
                    leases.stream().filter(other -> other != lease).toList());
        }

        @Override
        public State shown() {
            return State.HALF_OPEN;
        }

        @Override
        public Optional<Instant> openedAt() {
            return Optional.of(opened);
        }
    }
}
