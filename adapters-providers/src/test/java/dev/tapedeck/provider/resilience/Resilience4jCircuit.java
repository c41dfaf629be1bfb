package dev.tapedeck.provider.resilience;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.CircuitUnderTest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Resilience4j's circuit breaker, told to behave like ours as far as its settings go: three failures of three calls open
 * it, two calls are permitted while half-open. It has no cooldown.
 */
final class Resilience4jCircuit implements CircuitUnderTest {
    /** Longer leases than this don't end: its timer, which ends half-open states, knows real time only. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();
    private final boolean leased;
    private final CircuitBreaker circuit;

    Resilience4jCircuit(Terms terms) {
        InstantSource source = time::now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        leased = terms.lease().compareTo(SHORT) < 0;
        circuit = CircuitBreaker.of(
                "provider.openai",
                CircuitBreakerConfig.custom()
                        .slidingWindow(3, 3, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(terms.recovery())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .maxWaitDurationInHalfOpenState(leased ? terms.lease() : Duration.ZERO)
                        .ignoreExceptions(IllegalArgumentException.class)
                        .clock(clock)
                        .currentTimestampFunction(any -> time.nanos(), TimeUnit.NANOSECONDS)
                        .build());
    }

    @Override
    public Optional<Attempt> ask() {
        return circuit.tryAcquirePermission() ? Optional.of(new Call()) : Optional.empty();
    }

    @Override
    public void die() {
        try {
            circuit.executeRunnable(() -> {
                throw new StackOverflowError();
            });
        } catch (StackOverflowError end) {
            // as it should
        }
    }

    @Override
    public void pass(Duration step) {
        time.advance(step);
        long begin = System.nanoTime();
        while (leased
                && circuit.getState() == CircuitBreaker.State.HALF_OPEN
                && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public CircuitSnapshot.State state() {
        return switch (circuit.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> CircuitSnapshot.State.CLOSED;
            case OPEN, FORCED_OPEN -> CircuitSnapshot.State.OPEN;
            case HALF_OPEN -> CircuitSnapshot.State.HALF_OPEN;
        };
    }

    @Override
    public void pause(Duration length) {
        circuit.transitionToOpenStateFor(length);
    }

    @Override
    public void open() {
        circuit.transitionToForcedOpenState();
    }

    @Override
    public void close() {
        circuit.transitionToClosedState();
    }

    @Override
    public void reset() {
        circuit.reset();
    }

    @Override
    public void disable() {
        circuit.transitionToDisabledState();
    }

    /** A call for which it gave permission. */
    private final class Call implements Attempt {
        @Override
        public void succeed() {
            circuit.onSuccess(1, TimeUnit.MILLISECONDS);
        }

        @Override
        public void fail() {
            circuit.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException("overloaded"));
        }

        @Override
        public void ignore() {
            circuit.onError(1, TimeUnit.MILLISECONDS, new IllegalArgumentException("bad request"));
        }

        @Override
        public void cancel() {
            circuit.releasePermission();
        }
    }
}
