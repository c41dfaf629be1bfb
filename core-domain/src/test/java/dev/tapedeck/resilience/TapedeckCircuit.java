package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.util.Optional;

/** Our own circuit, under test. */
public final class TapedeckCircuit implements CircuitUnderTest {
    private final VirtualTime time = new VirtualTime();
    private final Terms terms;
    private final CircuitBreaker circuit;
    private CircuitSettings settings;

    public TapedeckCircuit(Terms terms) {
        this.terms = terms;
        this.settings = settings(true, 3);
        this.circuit = new CircuitBreaker(
                CircuitName.of(new ServiceName("provider.openai")), () -> this.settings, time, event -> {});
    }

    private CircuitSettings settings(boolean enabled, int threshold) {
        return new CircuitSettings(
                enabled,
                threshold,
                terms.recovery(),
                terms.cooldown(),
                2,
                Duration.ofMinutes(5),
                CircuitSettings.Count.HEALTH,
                CircuitSettings.Scope.PROVIDER);
    }

    @Override
    public Optional<Attempt> ask() {
        try {
            return Optional.of(new Call(circuit.acquire(terms.lease())));
        } catch (FailedCall refused) {
            return Optional.empty();
        }
    }

    @Override
    public void die() {
        Permit permit = circuit.acquire(terms.lease());
        try {
            throw new StackOverflowError();
        } catch (StackOverflowError end) {
            // dies elsewhere
        } finally {
            permit.neutral();
        }
    }

    @Override
    public void pass(Duration step) {
        time.advance(step);
    }

    @Override
    public CircuitSnapshot.State state() {
        return circuit.snapshot().state();
    }

    @Override
    public Duration retryAfter() {
        try {
            circuit.acquire(terms.lease()).neutral();
            throw new AssertionError("The call was let through.");
        } catch (FailedCall refused) {
            return ((Failure.CircuitOpen) refused.failure()).retryAfter();
        }
    }

    @Override
    public void pause(Duration length) {
        circuit.pauseUntil(time.now().plus(length));
    }

    @Override
    public void open() {
        circuit.open("drill");
    }

    @Override
    public void close() {
        circuit.close("drill");
    }

    @Override
    public void reset() {
        circuit.reset("drill");
    }

    @Override
    public void disable() {
        settings = settings(false, settings.failureThreshold());
    }

    @Override
    public void threshold(int failures) {
        settings = settings(settings.enabled(), failures);
    }

    @Override
    public String reading() {
        CircuitSnapshot snapshot = circuit.snapshot();
        return snapshot.state() + " " + snapshot.failures() + " " + snapshot.permits();
    }

    private record Call(Permit permit) implements Attempt {
        @Override
        public void succeed() {
            permit.succeeded();
        }

        @Override
        public void fail() {
            permit.failed("http_503", "overloaded");
        }

        @Override
        public void ignore() {
            permit.neutral();
        }

        @Override
        public void cancel() {
            permit.neutral();
        }
    }
}
