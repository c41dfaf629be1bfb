package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.BuildExamples;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildLease;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStoreContract;
import dev.tapedeck.build.GuardedBuildStore;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.memory.MemoryBuildStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarded or not, a store of builds keeps its promises. */
final class GuardedBuildStoreTest extends BuildStoreContract {
    private final Resilient resilient = new Resilient();
    private final BuildStore store =
            new GuardedBuildStore(new MemoryBuildStore(resilient.time), resilient.storeCalls());

    @Override
    protected BuildStore store() {
        return store;
    }

    @Override
    protected BuildStore reopened() {
        return store;
    }

    @Override
    protected void timePasses(Duration passing) {
        resilient.time.advance(passing);
    }

    @Test
    void whileTheDatabaseIsKnownToBeDownLeasesAreStillGivenBack() {
        store.create(BuildExamples.build("b1"), BuildExamples.layers());
        BuildLease lease =
                store.acquire(new BuildId("b1"), "me", Duration.ofHours(1)).orElseThrow();
        CircuitBreaker circuit =
                resilient.services.of(ServiceName.CASSETTE_STORE).circuit(Optional.empty());
        circuit.open("test");

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> store.apply(lease, List.of()))
                .satisfies(refused -> assertThat(refused.failure()).isInstanceOf(Failure.StoreDown.class));
        assertThat(store.renew(lease, Duration.ofHours(1))).isTrue();
        store.release(lease);
        circuit.reset("test");

        assertThat(store.acquire(new BuildId("b1"), "other", Duration.ofHours(1)))
                .isPresent();
    }
}
