package dev.tapedeck.storage.database;

import static dev.tapedeck.build.BuildExamples.STYLES;
import static dev.tapedeck.build.BuildExamples.build;
import static dev.tapedeck.build.BuildExamples.fullBatch;
import static dev.tapedeck.build.BuildExamples.fullBuild;
import static dev.tapedeck.build.BuildExamples.fullRequest;
import static dev.tapedeck.build.BuildExamples.fullUnit;
import static dev.tapedeck.build.BuildExamples.layers;
import static dev.tapedeck.build.BuildExamples.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildEvent;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildLease;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.BuildStoreContract;
import dev.tapedeck.build.Change;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.exchange.VirtualTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link DatabaseBuildStore} promises beyond its port, whichever engine it is on. */
@Timeout(60)
abstract class DatabaseBuildPromises extends BuildStoreContract {
    private static final BuildId B1 = new BuildId("b1");

    private final Engine engine;
    private final Sql sql;
    private final VirtualTime time = new VirtualTime();
    private final BuildStore store;

    DatabaseBuildPromises(Engine engine) {
        this.engine = engine;
        sql = new Sql(engine);
        store = reopened();
    }

    @Override
    protected BuildStore store() {
        return store;
    }

    @Override
    protected final BuildStore reopened() {
        return new DatabaseBuildStore(new Database(engine, Optional.empty()), time);
    }

    /** Leases end by the database's clock if it is shared, else by the time that was handed in. */
    @Override
    protected void timePasses(Duration passing) {
        time.advance(passing);
        if (engine.shared()) {
            sql.execute("update build set lease_until = lease_until - interval '%d seconds'"
                    .formatted(passing.toSeconds()));
        }
    }

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from build");
    }

    private BuildLease begun() {
        store.create(build("b1"), layers());
        return store.acquire(B1, "a", Duration.ofMinutes(1)).orElseThrow();
    }

    @Test
    void whoIsOvertakenWhileItWaitsToWriteWritesNothing() throws SQLException {
        // Given
        BuildLease lease = begun();
        CompletableFuture<Void> writing;

        // When
        try (Connection next = sql.connection();
                Statement statement = next.createStatement()) {
            next.setAutoCommit(false);
            statement.execute("select number from build for update");
            writing = CompletableFuture.runAsync(
                    () -> store.apply(lease, List.of(new Change.Told(BuildEvent.Kind.BUILD_ENDED, "too late"))),
                    Thread::startVirtualThread);
            statement.execute("update build set lease_token = lease_token + 1");
            next.commit();
        }

        // Then
        assertThatThrownBy(writing::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class));
        assertThat(store.events(B1, 0, 10)).isEmpty();
    }

    @Test
    void ofChangesOneOfWhichCannotBeMadeNoneIs() {
        // Given
        BuildLease lease = begun();

        // When
        assertThatThrownBy(() -> store.apply(
                        lease,
                        List.of(
                                new Change.OfBuild(fullBuild("b1")),
                                new Change.Told(BuildEvent.Kind.BUILD_ENDED, "no"),
                                new Change.OfUnits(List.of(unit(STYLES, 1, UnitState.SUCCEEDED))),
                                new Change.OfUnits(List.of(unit("nowhere", 1, UnitState.SUCCEEDED))))))
                .hasMessageContaining("nowhere");

        // Then
        assertThat(store.find(B1)).contains(build("b1"));
        assertThat(store.counts(B1)).isEmpty();
        assertThat(store.events(B1, 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update build set state = 'DREAMING'",
                "update build set mode = 'OF_TOMORROW'",
                "update build set cassette = null",
                "update build set cassette = '../up'",
                "update build set max_wait = 'soon'",
                "update build set fingerprint = '{\"a\":'",
                "update build_layer set state = 'DREAMING'",
                "update build_unit set state = 'DREAMING'",
                "update build_unit set metadata = '[]'",
                "update build_unit set metadata = '{\"a\":1}'",
                "update build_unit set request_key = 'md5:0'",
                "update build_unit set artifact = 'none'",
                "update build_unit set input_layer = 99",
                "update build_request set state = 'DREAMING'",
                "update build_request set failure_body = 'none'",
                "update build_batch set candidates = 'none'",
                "update build_count set state = 'DREAMING'",
                "update build_event set kind = 'DREAMING'"
            })
    void whatCannotBeUnderstoodIsToldToBeDamagedByTheBuildsName(String damage) {
        // Given
        store.create(fullBuild("b1"), layers());
        BuildLease lease = store.acquire(B1, "a", Duration.ofMinutes(1)).orElseThrow();
        store.apply(
                lease,
                List.of(
                        new Change.OfUnits(List.of(fullUnit(STYLES, 1))),
                        new Change.OfRequests(List.of(fullRequest(1))),
                        new Change.OfBatch(fullBatch(1)),
                        new Change.Told(BuildEvent.Kind.BUILD_ENDED, "end")));

        // When
        sql.execute(damage);

        // Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(this::readEverything)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Damaged.class))
                .withMessageContaining("'b1'");
    }

    @Test
    void aBuildThatCannotBeUnderstoodIsListedWithWhatCanBeDoneAndHarmsNoOther() {
        // Given
        store.create(build("b1"), layers());
        store.create(build("b2"), layers());
        store.create(build("b3"), layers());

        // When
        sql.execute("update build set max_wait = 'soon' where id = 'b2'");

        // Then
        List<Listed<BuildId, Build>> all = store.list(Set.of(), Optional.empty(), Optional.empty(), 10);
        assertThat(all).extracting(Listed::place).map(BuildId::value).containsExactly("b3", "b2", "b1");
        assertThat(Listed.readable(all)).containsExactly(build("b3"), build("b1"));
        assertThat(all.get(1))
                .isInstanceOfSatisfying(
                        Listed.Unreadable.class,
                        broken -> assertThat(broken.why().message())
                                .contains("'b2'", "max_wait", "POST /api/v1/builds/b2/reset"));
    }

    @Test
    void whatCannotBeUnderstoodIsSetAsideAsItIs() {
        // Given
        BuildLease lease = begun();
        sql.execute("update build set state = 'DREAMING'");

        // When
        store.apply(lease, List.of(new Change.SetAside("It was given up.")));

        // Then
        assertThat(store.list(Set.of(), Optional.empty(), Optional.empty(), 10)).isEmpty();
        assertThat(sql.firstText("select state from build")).isEqualTo("DREAMING");
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> store.find(B1))
                .withMessageContaining("is set aside")
                .withMessageContaining("It was given up.");
    }

    private void readEverything() {
        store.find(B1);
        store.counts(B1);
        store.units(B1, UnitQuery.of(STYLES), Optional.empty(), 10);
        for (UnitRequest.State state : UnitRequest.State.values()) {
            store.requests(B1, Optional.empty(), state, Optional.empty(), Optional.empty(), 10);
        }
        store.requests(B1, List.of(fullRequest(1).key()));
        store.batches(B1);
        store.events(B1, 0, 10);
    }
}
