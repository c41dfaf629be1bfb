package dev.tapedeck.provider.resilience;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.CircuitUnderTest;
import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.stopwatch.Stopwatch;
import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;

/**
 * The circuit breaker in the core of SmallRye Fault Tolerance, told to behave like ours as far as its settings go: three
 * failures of three calls open it, two successes close it. It has no cooldown and no lease. Its core takes a stopwatch, so
 * that it runs in virtual time here; its public interface doesn't.
 */
final class SmallRyeCircuit implements CircuitUnderTest {
    private final VirtualTime time = new VirtualTime();
    private final CircuitBreaker<String> circuit;

    SmallRyeCircuit(Terms terms) {
        Stopwatch stopwatch = () -> {
            long begin = time.nanos();
            return () -> Duration.ofNanos(time.nanos() - begin).toMillis();
        };
        circuit = new CircuitBreaker<>(
                FaultToleranceContext::call,
                "provider.openai",
                IllegalArgumentException.class::isInstance,
                terms.recovery().toMillis(),
                3,
                1.0,
                2,
                stopwatch,
                new NoTimer());
    }

    @Override
    public Optional<Attempt> ask() {
        Call call = new Call();
        call.begin();
        return call.refused() ? Optional.empty() : Optional.of(call);
    }

    @Override
    public void die() {
        circuit.apply(new FaultToleranceContext<>(
                        () -> {
                            throw new StackOverflowError();
                        },
                        true))
                .then((answer, end) -> {});
    }

    @Override
    public void pass(Duration step) {
        time.advance(step);
    }

    @Override
    public CircuitSnapshot.State state() {
        return switch (circuit.currentState()) {
            case CircuitBreaker.STATE_CLOSED -> CircuitSnapshot.State.CLOSED;
            case CircuitBreaker.STATE_OPEN -> CircuitSnapshot.State.OPEN;
            default -> CircuitSnapshot.State.HALF_OPEN;
        };
    }

    @Override
    public void reset() {
        circuit.reset();
    }

    /** A call under way: its answer comes when the test says so. */
    private final class Call implements Attempt {
        private final Completer<String> answer = Completer.create();
        private boolean begun;
        private Future<String> result = answer.future();

        Call() {
            answer.onCancel(() -> answer.completeWithError(new CancellationException()));
        }

        void begin() {
            result = circuit.apply(new FaultToleranceContext<>(
                    () -> {
                        begun = true;
                        return answer.future();
                    },
                    true));
        }

        boolean refused() {
            return !begun;
        }

        @Override
        public void succeed() {
            answer.complete("answer");
        }

        @Override
        public void fail() {
            answer.completeWithError(new IllegalStateException("overloaded"));
        }

        @Override
        public void ignore() {
            answer.completeWithError(new IllegalArgumentException("bad request"));
        }

        @Override
        public void cancel() {
            result.cancel();
        }
    }

    /** Does nothing: the breaker looks at its stopwatch when a call comes. */
    private static final class NoTimer implements Timer {
        @Override
        public int getId() {
            return 0;
        }

        @Override
        public TimerTask schedule(long delayInMillis, Runnable task) {
            return new NoTask();
        }

        @Override
        public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
            return new NoTask();
        }

        @Override
        public int countScheduledTasks() {
            return 0;
        }

        @Override
        public void shutdown() {}
    }

    /** Nothing that will be done. */
    private static final class NoTask implements TimerTask {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean cancel() {
            return true;
        }
    }
}
