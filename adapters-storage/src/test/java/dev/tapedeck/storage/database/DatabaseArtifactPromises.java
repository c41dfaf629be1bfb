package dev.tapedeck.storage.database;

import static dev.tapedeck.build.BuildExamples.artifact;
import static dev.tapedeck.build.BuildExamples.fullProvenance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.ArtifactStoreContract;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link DatabaseArtifactStore} promises beyond its port, whichever engine it is on. */
abstract class DatabaseArtifactPromises extends ArtifactStoreContract {
    private final Engine engine;
    private final Sql sql;
    private final ArtifactStore store;

    DatabaseArtifactPromises(Engine engine) {
        this.engine = engine;
        sql = new Sql(engine);
        store = reopened();
    }

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Override
    protected final ArtifactStore reopened() {
        return new DatabaseArtifactStore(new Database(engine, Optional.empty()));
    }

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from provenance");
        sql.execute("delete from artifact");
    }

    @Test
    void aContentThatIsNoLongerWhatItsIdSaysIsDamaged() {
        // Given
        store.put(List.of(Bytes.utf8("one"), Bytes.utf8("two")));

        // When
        sql.execute("update artifact set content = (select content from artifact where id = '%s')"
                .formatted(artifact("two")));

        // Then
        assertThat(store.find(artifact("two"))).isPresent();
        assertDamaged(() -> store.find(artifact("one")));
        assertDamaged(() -> store.find(List.of(artifact("two"), artifact("one"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update provenance set fingerprint = 'none'",
                "update provenance set parents = '[\"none\"]'",
                "update provenance set missing = '{}'",
                "update provenance set request_key = 'none'",
                "update provenance set pipeline = '../up'"
            })
    void aProvenanceThatCannotBeUnderstoodIsDamaged(String damage) {
        // Given
        store.put(List.of(Bytes.utf8("one")));
        store.note(List.of(fullProvenance("one")));

        // When
        sql.execute(damage);

        // Then
        assertDamaged(() -> store.provenances(artifact("one")));
        assertDamaged(
                () -> store.findMade(List.of(fullProvenance("one").fingerprint().value())));
    }

    private static void assertDamaged(ThrowingCallable reading) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(reading)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Damaged.class))
                .withMessageContaining(artifact("one").value());
    }
}
