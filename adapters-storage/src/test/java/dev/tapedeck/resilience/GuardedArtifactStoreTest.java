package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.ArtifactStoreContract;
import dev.tapedeck.build.GuardedArtifactStore;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.memory.MemoryArtifactStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarded or not, a store of artifacts keeps its promises. */
final class GuardedArtifactStoreTest extends ArtifactStoreContract {
    private final Resilient resilient = new Resilient();
    private final ArtifactStore store = new GuardedArtifactStore(new MemoryArtifactStore(), resilient.storeCalls());

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Override
    protected ArtifactStore reopened() {
        return store;
    }

    @Test
    void nobodyWaitsForADatabaseThatIsKnownToBeDown() {
        Bytes content = Bytes.utf8("a");
        CircuitBreaker circuit =
                resilient.services.of(ServiceName.CASSETTE_STORE).circuit(Optional.empty());
        circuit.open("test");

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> store.put(List.of(content)))
                .satisfies(refused -> assertThat(refused.failure()).isInstanceOf(Failure.StoreDown.class));
        circuit.reset("test");

        assertThat(store.find(ArtifactId.of(content))).isEmpty();
    }
}
