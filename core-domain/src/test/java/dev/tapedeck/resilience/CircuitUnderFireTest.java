package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Eight real threads on one circuit, in many short rounds, each with a fresh one: calls that succeed, fail, are cancelled,
 * die with an {@code Error}, end late, or never. Longer: {@code -Dchaos.circuit.seconds=30}.
 */
final class CircuitUnderFireTest {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1) * Integer.getInteger("chaos.circuit.seconds", 1);
    private static final int FEWEST_ROUNDS = 20;
    private static final int THREADS = 8;
    /** So many calls begin before the others, and end late, in failure. */
    private static final int OLD = 80;

    private static final int CALLS = 60;
    private static final int THRESHOLD = 2;
    private static final int PROBES = 2;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void noRuleIsBrokenByManyThreads() throws Exception {
        long start = System.nanoTime();
        long seed = 0;

        while (seed < FEWEST_ROUNDS || System.nanoTime() - start < NANOS) {
            Round round = new Round();
            round.fire(threads, seed++);
            round.check();
        }

        assertThat(seed).isGreaterThanOrEqualTo(FEWEST_ROUNDS);
    }

    /** What became of the calls that were let through between two transitions. */
    private static final class Epoch {
        final AtomicInteger probes = new AtomicInteger();
        final AtomicInteger mostProbes = new AtomicInteger();
        final AtomicInteger successes = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
    }

    private static final class Round {
        private static final CircuitSettings RULES = new CircuitSettings(
                true,
                THRESHOLD,
                Duration.ofMillis(1),
                Duration.ZERO,
                PROBES,
                Duration.ofMinutes(5),
                CircuitSettings.Count.HEALTH,
                CircuitSettings.Scope.PROVIDER);

        private final VirtualTime time = new VirtualTime();
        private final CircuitBreaker circuit =
                new CircuitBreaker(CircuitName.of(new ServiceName("provider.openai")), () -> RULES, time, event -> {});
        private final Map<Long, Epoch> epochs = new ConcurrentHashMap<>();
        private final AtomicInteger let = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final Queue<Ticket> old = new ConcurrentLinkedQueue<>();

        Round() {
            for (int i = 0; i < OLD; i++) {
                old.add((Ticket) circuit.acquire(LEASE));
                let.incrementAndGet();
            }
        }

        void fire(ExecutorService threads, long seed) throws InterruptedException, ExecutionException {
            List<Callable<Void>> deeds = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        new Caller(new Random(seed * THREADS + thread)).calls();
                        return null;
                    })
                    .toList();
            for (Future<Void> end : threads.invokeAll(deeds)) {
                end.get();
            }
        }

        void check() {
            CircuitSnapshot snapshot = circuit.snapshot();
            checkCounts(snapshot);
            checkProbes();
            checkTransitions(snapshot.transitions());
            checkThatItRecovers();
        }

        private void checkCounts(CircuitSnapshot snapshot) {
            assertThat(snapshot.counts().calls()).isEqualTo(let.get());
            assertThat(snapshot.counts().rejections()).isEqualTo(refused.get());
            assertThat(snapshot.counts().failures())
                    .isEqualTo(epochs.values().stream()
                            .mapToInt(epoch -> epoch.failures.get())
                            .sum());
        }

        private void checkProbes() {
            assertThat(epochs.values())
                    .allSatisfy(epoch -> assertThat(epoch.mostProbes.get()).isLessThanOrEqualTo(PROBES));
        }

        /** The transition that ended an epoch must follow from what the calls of that epoch came to, and of no other. */
        private void checkTransitions(List<Transition> transitions) {
            assertThat(transitions).hasSizeLessThan(1_000);
            State state = State.CLOSED;
            for (int i = 0; i < transitions.size(); i++) {
                Transition transition = transitions.get(i);
                assertThat(transition.from()).isEqualTo(state);
                Epoch epoch = epochs.getOrDefault((long) i, new Epoch());
                int needed = transition.from() == State.CLOSED ? THRESHOLD : 1;
                switch (transition.to()) {
                    case OPEN -> assertThat(epoch.failures.get()).isGreaterThanOrEqualTo(needed);
                    case CLOSED -> assertThat(epoch.successes.get()).isGreaterThanOrEqualTo(PROBES);
                    case HALF_OPEN -> assertThat(state).isEqualTo(State.OPEN);
                }
                state = transition.to();
            }
        }

        /** Nobody holds a place any more but calls that were lost, and those only until their lease is over. */
        private void checkThatItRecovers() {
            time.advance(LEASE);
            assertThat(circuit.snapshot().permits()).isZero();
            for (int i = 0; i < PROBES; i++) {
                circuit.acquire(LEASE).succeeded();
            }
            assertThat(circuit.snapshot().state()).isEqualTo(State.CLOSED);
        }

        /** One thread's calls: some end at once, some after later ones. */
        private final class Caller {
            private final Random random;
            private final Deque<Ticket> late = new ArrayDeque<>();

            Caller(Random random) {
                this.random = random;
            }

            void calls() {
                for (int i = 0; i < CALLS; i++) {
                    time.advance(Duration.ofNanos(random.nextInt(400_000)));
                    call();
                    failAnOldOne();
                    if (late.size() > 3 || (!late.isEmpty() && random.nextInt(4) == 0)) {
                        end(late.removeFirst());
                    }
                }
                late.forEach(this::end);
            }

            private void call() {
                try {
                    Ticket ticket = (Ticket) circuit.acquire(LEASE);
                    let.incrementAndGet();
                    begun(ticket);
                    later(ticket);
                } catch (FailedCall open) {
                    refused.incrementAndGet();
                }
            }

            private void later(Ticket ticket) {
                if (random.nextInt(3) == 0) {
                    late.add(ticket);
                } else {
                    end(ticket);
                }
            }

            private void failAnOldOne() {
                if (random.nextInt(6) == 0) {
                    Optional.ofNullable(old.poll()).ifPresent(this::fail);
                }
            }

            private void begun(Ticket ticket) {
                Epoch epoch = epoch(ticket);
                if (ticket.isProbe()) {
                    epoch.mostProbes.accumulateAndGet(epoch.probes.incrementAndGet(), Math::max);
                }
            }

            private void end(Ticket ticket) {
                int fate = random.nextInt(100);
                if (fate == 0) {
                    return; // lost
                }
                over(ticket);
                if (fate < 5) {
                    dieWith(ticket);
                } else if (fate < 20) {
                    ticket.neutral();
                } else if (fate < 65) {
                    epoch(ticket).successes.incrementAndGet();
                    ticket.succeeded();
                } else {
                    fail(ticket);
                }
                ticket.failed("http_500", "a second end");
            }

            private void over(Ticket ticket) {
                if (ticket.isProbe()) {
                    epoch(ticket).probes.decrementAndGet();
                }
            }

            private void fail(Ticket ticket) {
                epoch(ticket).failures.incrementAndGet();
                ticket.failed("http_503", "overloaded");
            }

            private void dieWith(Ticket ticket) {
                try {
                    die(ticket);
                } catch (StackOverflowError death) {
                    assertThat(death).hasMessage("too deep");
                }
            }

            private void die(Ticket ticket) {
                try {
                    throw new StackOverflowError("too deep");
                } finally {
                    ticket.neutral();
                }
            }

            private Epoch epoch(Ticket ticket) {
                return epochs.computeIfAbsent(ticket.epoch(), any -> new Epoch());
            }
        }
    }
}
