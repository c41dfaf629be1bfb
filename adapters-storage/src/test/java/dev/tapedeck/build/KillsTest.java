package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.all;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that dies at any step of a build: the next one goes on where it was, comes to the same, and pays nothing twice.
 * A step is before and after each write to a store and each thing that a provider does.
 */
class KillsTest {
    /** The end of a process: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What happens at the steps of a process. */
    private interface Steps {
        void step();

        /** Whether every call is a step by now. */
        boolean burnt();
    }

    /** Dies at the n-th step, and at every one after it: a dead process does nothing more. */
    private static final class Fuse implements Steps {
        private final AtomicInteger left;

        Fuse(int steps) {
            left = new AtomicInteger(steps);
        }

        @Override
        public void step() {
            if (left.decrementAndGet() < 0) {
                throw new Killed();
            }
        }

        @Override
        public boolean burnt() {
            return left.get() < 0;
        }
    }

    /** A store with something at each step: before and after each call that writes, and before all others if it says so. */
    private static <T> T fused(Class<T> port, T store, Steps fuse) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    boolean writes = switch (method.getName()) {
                        case "apply", "put", "note", "create", "acquire" -> true;
                        default -> false;
                    };
                    if (writes || fuse.burnt()) {
                        fuse.step();
                    }
                    try {
                        Object result = method.invoke(store, given);
                        if (writes) {
                            fuse.step();
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static Workbench bench() {
        Workbench bench = new Workbench();
        bench.batches.holding(2);
        bench.pipeline(
                documents("a", "b", "c"),
                each("style", "docs", "openai"),
                each("tone", "docs", "plain"),
                all("sum", "plain", "style", "tone"));
        return bench;
    }

    /** Kills the process at its n-th step; whether it came to an end before. */
    private static boolean diesAt(int steps, Workbench bench, BuildId id) throws InterruptedException {
        Fuse fuse = new Fuse(steps);
        bench.batches.eachStep(fuse::step);
        bench.calls.eachStep(fuse::step);
        Builds builds = bench.node(
                "dies", fused(BuildStore.class, bench.store, fuse), fused(ArtifactStore.class, bench.artifacts, fuse));
        try {
            bench.worked(builds, id);
        } catch (Killed dead) {
            // as it was meant to
        } catch (IllegalStateException wrapped) {
            assertThat(wrapped).hasRootCauseInstanceOf(Killed.class);
        }
        bench.batches.eachStep(() -> {});
        bench.calls.eachStep(() -> {});
        return !fuse.burnt();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void atWhicheverStepAProcessDiesTheNextOneComesToTheSameAndPaysNothingTwice(int quarter)
            throws InterruptedException {
        Workbench whole = bench();
        String expected = whole.summary(whole.built(LIVE).id());
        boolean ended = false;
        int most = 0;
        for (int steps = quarter; !ended; steps += 4) {
            Workbench bench = bench();
            BuildId id = bench.node("starts").start(NAME, LIVE).id();

            ended = diesAt(steps, bench, id);
            most = steps;
            bench.time.advance(Duration.ofMinutes(1)); // the lease of the dead is over
            Build build = bench.worked(bench.node("lives"), id);

            assertThat(build.state()).as("killed at step %d", steps).isEqualTo(BuildState.COMPLETED);
            assertThat(bench.summary(id)).as("killed at step %d", steps).isEqualTo(expected);
            assertThat(bench.batches.payments()).as("killed at step %d", steps).containsOnly(1);
            assertThat(bench.calls.payments()).as("killed at step %d", steps).containsOnly(1);
        }
        assertThat(most).isGreaterThan(100);
    }

    /** The first batches are rejected as too large; then there is room. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aProcessThatDiesWhileItMendsWhatTheLastOneLeftLeavesItToTheNext(int mended) throws InterruptedException {
        for (int steps = 20; steps < 120; steps++) {
            Workbench bench = bench();
            bench.batches.rejecting(Optional.of(new RemoteBatch.Rejection(true, "Too many tokens.")));
            BuildId id = bench.node("starts").start(NAME, LIVE).id();

            diesAt(steps, bench, id);
            bench.time.advance(Duration.ofMinutes(1));
            diesAt(mended, bench, id);
            bench.time.advance(Duration.ofMinutes(1));
            bench.batches.rejecting(Optional.empty());
            Build build = bench.worked(bench.node("lives"), id);

            assertThat(build.state())
                    .as("killed at steps %d and %d", steps, mended)
                    .isEqualTo(BuildState.COMPLETED);
            assertThat(bench.batches.payments()).containsOnly(1);
            assertThat(bench.calls.payments()).containsOnly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void processesThatDieOneAfterTheOtherComeToAnEndTogether(int stride) throws InterruptedException {
        Workbench bench = bench();
        BuildId id = bench.node("starts").start(NAME, LIVE).id();
        Optional<Build> last = Optional.empty();
        int steps = 10;

        while (last.filter(build -> build.state().ended()).isEmpty()) {
            assertThat(steps).as("steps without an end").isLessThan(2_000);
            diesAt(steps, bench, id);
            steps += stride;
            bench.time.advance(Duration.ofMinutes(1));
            last = bench.store.find(id);
        }

        assertThat(last.orElseThrow().state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.payments()).containsOnly(1);
        assertThat(bench.calls.payments()).containsOnly(1);
    }

    /** Stands still at the n-th step, while something else happens. */
    private static final class Pause implements Steps {
        private final AtomicInteger left;
        private final Runnable meanwhile;

        Pause(int steps, Runnable meanwhile) {
            this.left = new AtomicInteger(steps);
            this.meanwhile = meanwhile;
        }

        @Override
        public void step() {
            if (left.getAndDecrement() == 0) {
                meanwhile.run();
            }
        }

        @Override
        public boolean burnt() {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void atWhicheverStepAProcessStandsStillTheOtherTakesOverAndNothingIsPaidTwice(int quarter)
            throws InterruptedException {
        Workbench whole = bench();
        String expected = whole.summary(whole.built(LIVE).id());
        boolean reached = true;
        for (int steps = quarter; reached; steps += 4) {
            Workbench bench = bench();
            BuildId id = bench.node("starts").start(NAME, LIVE).id();
            Builds other = bench.node("takes over");
            Pause pause = new Pause(steps, () -> takeOver(bench, other, id));
            bench.batches.eachStep(pause::step);
            bench.calls.eachStep(pause::step);

            bench.worked(
                    bench.node(
                            "stands still",
                            fused(BuildStore.class, bench.store, pause),
                            fused(ArtifactStore.class, bench.artifacts, pause)),
                    id);

            reached = pause.left.get() < 0;
            assertThat(bench.summary(id)).as("paused at step %d", steps).isEqualTo(expected);
            assertThat(bench.batches.payments()).as("paused at step %d", steps).containsOnly(1);
            assertThat(bench.calls.payments()).as("paused at step %d", steps).containsOnly(1);
        }
    }

    private static void takeOver(Workbench bench, Builds other, BuildId id) {
        bench.time.advance(Duration.ofMinutes(1));
        try {
            bench.worked(other, id);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
