package dev.tapedeck.build;

import static dev.tapedeck.build.BuildExamples.build;
import static dev.tapedeck.build.BuildExamples.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of {@link BuildStoreContract} share. */
abstract class BuildStorePromises {
    static final BuildId B1 = new BuildId("b1");
    static final BuildId NO_BUILD = new BuildId("nobody-s");
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** The store under test: the same one during a test, empty at its start. */
    protected abstract BuildStore store();

    /** Another one over the same place, as after a restart or on another node; the same one if nothing outlives it. */
    protected abstract BuildStore reopened();

    /** Lets that much time go by for leases, without waiting. */
    protected abstract void timePasses(Duration time);

    /** Enters {@link #B1} and takes its lease for a minute. */
    final BuildLease begun() {
        return begun(build(B1.value()));
    }

    final BuildLease begun(Build build) {
        store().create(build, layers());
        return acquired("a");
    }

    /** The lease of {@link #B1}, which is free, for a minute. */
    final BuildLease acquired(String owner) {
        return store().acquire(B1, owner, MINUTE).orElseThrow();
    }

    final Build found() {
        return store().find(B1).orElseThrow();
    }

    static Change told(String message) {
        return new Change.Told(BuildEvent.Kind.UNITS_CHANGED, message);
    }

    final void apply(BuildLease lease, Change... changes) {
        store().apply(lease, List.of(changes));
    }

    final List<String> messages() {
        return store().events(B1, 0, 1_000).stream().map(BuildEvent::message).toList();
    }

    static void assertConflict(ThrowingCallable deed) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(deed)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class))
                .satisfies(failed -> assertThat(failed.failure().message()).contains(B1.value()));
    }

    /** The same by many threads at once; each gets a number. */
    static <T> List<T> atOnce(int threads, IntFunction<T> deed) {
        Stream<CompletableFuture<T>> deeds = IntStream.range(0, threads)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> deed.apply(i), Thread::startVirtualThread));
        return deeds.toList().stream().map(CompletableFuture::join).toList();
    }
}
