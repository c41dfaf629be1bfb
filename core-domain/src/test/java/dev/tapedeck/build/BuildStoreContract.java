package dev.tapedeck.build;

import static dev.tapedeck.build.BuildExamples.BIOS;
import static dev.tapedeck.build.BuildExamples.NOON;
import static dev.tapedeck.build.BuildExamples.STYLES;
import static dev.tapedeck.build.BuildExamples.batch;
import static dev.tapedeck.build.BuildExamples.build;
import static dev.tapedeck.build.BuildExamples.fullBatch;
import static dev.tapedeck.build.BuildExamples.fullBuild;
import static dev.tapedeck.build.BuildExamples.in;
import static dev.tapedeck.build.BuildExamples.keyed;
import static dev.tapedeck.build.BuildExamples.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link BuildStore} promises, one test per promise. An adapter's test extends this and hands over a store that
 * is empty at the start of each test.
 */
public abstract class BuildStoreContract extends UnitPromises {
    static Stream<Build> bareAndFull() {
        return Stream.of(build("b1"), fullBuild("b1"));
    }

    @ParameterizedTest
    @MethodSource("bareAndFull")
    void aBuildComesBackAsItWas(Build build) {
        // When
        store().create(build, layers());

        // Then
        assertThat(reopened().find(B1)).contains(build);
        assertThat(reopened().layers(B1)).isEqualTo(layers());
        assertThat(listed()).containsExactly(build);
    }

    @Test
    void aBuildThatNobodyEnteredIsNotThere() {
        assertThat(store().find(NO_BUILD)).isEmpty();
        assertThat(store().layers(NO_BUILD)).isEmpty();
        assertThat(store().batches(NO_BUILD)).isEmpty();
        assertThat(store().events(NO_BUILD, 0, 10)).isEmpty();
    }

    @Test
    void anIdIsEnteredOnce() {
        // Given
        store().create(build("b1"), layers());

        // When
        assertConflict(() -> store().create(fullBuild("b1"), List.of()));

        // Then
        assertThat(found()).isEqualTo(build("b1"));
        assertThat(store().layers(B1)).isEqualTo(layers());
    }

    @Test
    void ofManyThatEnterOneIdAtOnceOneDoes() {
        // When
        List<Boolean> entered = atOnce(8, i -> enters(i % 2 == 0 ? store() : reopened()));

        // Then
        assertThat(entered.stream().filter(success -> success)).hasSize(1);
        assertThat(store().layers(B1)).isEqualTo(layers());
    }

    @Test
    void aBuildIsFoundByTheKeyThatStartedItAlsoAfterwards() {
        // Given
        BuildLease lease = begun(fullBuild("b1"));
        store().create(build("b2"), layers());
        Build next = in(fullBuild("b1"), BuildState.WAITING, Optional.of(NOON));

        // When
        apply(lease, new Change.OfBuild(next));

        // Then
        assertThat(reopened().findByKey("key-b1")).contains(next);
        assertThat(store().findByKey("key-b2")).isEmpty();
        assertThat(store().findByKey("KEY-b1")).isEmpty();
    }

    @Test
    void ofManyThatEnterBuildsByOneKeyAtOnceOneDoes() {
        // When
        List<Boolean> entered = atOnce(8, i -> enters(i % 2 == 0 ? store() : reopened(), keyed("c" + i, "one-key")));

        // Then
        assertThat(entered.stream().filter(success -> success)).hasSize(1);
        assertThat(listed())
                .singleElement()
                .isEqualTo(store().findByKey("one-key").orElseThrow());
    }

    private static boolean enters(BuildStore store) {
        return enters(store, build("b1"));
    }

    private static boolean enters(BuildStore store, Build build) {
        try {
            store.create(build, layers());
            return true;
        } catch (FailedCall failed) {
            assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class);
            return false;
        }
    }

    @Test
    void buildsAreListedNewestFirstAndInParts() {
        // Given
        Stream.of("b2", "b1", "b10", "B3").forEach(id -> store().create(build(id), layers()));

        // When
        List<Listed<BuildId, Build>> first = store().list(Set.of(), Optional.empty(), Optional.empty(), 3);
        List<Listed<BuildId, Build>> rest = store().list(
                        Set.of(), Optional.empty(), Optional.of(first.getLast().place()), 3);

        // Then
        assertThat(first).extracting(each -> each.place().value()).containsExactly("b2", "b10", "b1");
        assertThat(rest).extracting(each -> each.place().value()).containsExactly("B3");
    }

    /** All, newest first. */
    private List<Build> listed() {
        return Listed.readable(store().list(Set.of(), Optional.empty(), Optional.empty(), 10));
    }

    @Test
    void whatWasSetAsideIsListedNoMoreAndSaysWhy() {
        // Given
        BuildLease lease = begun(keyed("b1", "key-b1"));
        store().create(build("b2"), layers());

        // When
        apply(lease, new Change.SetAside("Nobody can read it."));
        apply(lease, new Change.SetAside("For another reason."));
        store().release(lease);

        // Then
        assertThat(listed()).containsExactly(build("b2"));
        assertThat(store().due(NOON, 10)).containsExactly(new BuildId("b2"));
        assertSetAside(() -> reopened().find(B1));
        assertSetAside(() -> reopened().findByKey("key-b1"));
        assertThat(store().layers(B1)).isEqualTo(layers());
    }

    private static void assertSetAside(ThrowingCallable look) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(look)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Damaged.class))
                .withMessageContaining("Build 'b1' is set aside")
                .withMessageContaining("Nobody can read it.");
    }

    @Test
    void onlyTheBuildsThatAreAskedForAreListed() {
        // Given
        PipelineName other = new PipelineName("other");
        store().create(build("b1", BuildState.RUNNING, Optional.empty()), layers());
        store().create(build("b2", BuildState.WAITING, Optional.empty()), layers());
        store().create(build("b3", BuildState.FAILED, Optional.empty()), layers());
        Set<BuildState> working = Set.of(BuildState.RUNNING, BuildState.WAITING);

        // Then
        assertThat(ids(working, Optional.of(BuildExamples.REPORT))).containsExactly("b2", "b1");
        assertThat(ids(Set.of(BuildState.FAILED), Optional.empty())).containsExactly("b3");
        assertThat(ids(working, Optional.of(other))).isEmpty();
    }

    private List<String> ids(Set<BuildState> states, Optional<PipelineName> pipeline) {
        return store().list(states, pipeline, Optional.of(new BuildId("b9")), 10).stream()
                .map(each -> each.place().value())
                .toList();
    }

    @Test
    void whatIsWrittenOfABuildReplacesWhatThereWas() {
        // Given
        BuildLease lease = begun(keyed("b1", "key-b1"));
        Build next = fullBuild("b1");

        // When
        apply(lease, new Change.OfBuild(next));

        // Then
        assertThat(reopened().find(B1)).contains(next);
        assertThat(store().acquire(B1, "b", MINUTE)).isEmpty();
    }

    @Test
    void aBuildsPipelineIsKeptWhileOnlyItsStateChanges() {
        // Given
        BuildLease lease = begun(fullBuild("b1"));
        Build next = in(fullBuild("b1"), BuildState.WAITING, Optional.of(NOON.plusSeconds(9)));

        // When
        apply(lease, new Change.OfBuild(next));

        // Then
        assertThat(found()).isEqualTo(next);
    }

    @Test
    void aLayerIsReplacedByItsName() {
        // Given
        BuildLease lease = begun();
        LayerStatus next = in(layers().get(1), LayerState.SKIPPED, Optional.of(BuildExamples.STRANGE));

        // When
        apply(lease, new Change.OfLayer(next));

        // Then
        assertThat(reopened().layers(B1)).containsExactly(layers().getFirst(), next, layers().getLast());
    }

    @Test
    void aBatchComesBackAsItWas() {
        // Given
        Batch full = fullBatch(2);
        Batch bare = batch(1, BatchState.SUBMITTING);

        // When
        apply(begun(), new Change.OfBatch(full), new Change.OfBatch(bare));

        // Then
        assertThat(reopened().batches(B1)).containsExactly(bare, full);
    }

    @Test
    void aBatchIsReplacedByItsNumber() {
        // Given
        BuildLease lease = begun();
        apply(lease, new Change.OfBatch(fullBatch(1)));
        Batch next = batch(1, BatchState.ENDED);

        // When
        apply(lease, new Change.OfBatch(next));

        // Then
        assertThat(store().batches(B1)).containsExactly(next);
    }

    @Test
    void howLongBatchesTookIsToldOfThoseThatHaveEnded() {
        // When
        apply(
                begun(),
                new Change.OfBatch(fullBatch(1)),
                new Change.OfBatch(batch(2, BatchState.RUNNING)),
                new Change.OfBatch(fullBatch(3, BatchState.REJECTED)));

        // Then
        Batch ended = fullBatch(1);
        assertThat(store().waits(ended.provider(), ended.model(), 10))
                .containsExactly(Duration.between(
                        ended.sentAt().orElseThrow(), ended.endedAt().orElseThrow()));
        assertThat(store().waits(ended.provider(), "gpt-4o-mini", 10)).isEmpty();
        assertThat(store().waits(ended.provider(), ended.model(), 0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BuildEvent.Kind.class)
    void everyKindOfEventIsTold(BuildEvent.Kind kind) {
        // When
        apply(begun(), new Change.Told(kind, BuildExamples.STRANGE));

        // Then
        assertThat(reopened().events(B1, 0, 10)).singleElement().satisfies(event -> {
            assertThat(event.build()).isEqualTo(B1);
            assertThat(event.kind()).isEqualTo(kind);
            assertThat(event.message()).isEqualTo(BuildExamples.STRANGE);
        });
    }

    @Test
    void eventsAreNumberedWithoutGapsInTheOrderInWhichTheyAreTold() {
        // Given
        BuildLease lease = begun();
        store().create(build("b2"), layers());

        // When
        apply(lease, told("one"), new Change.OfLayer(layers().getFirst()), told("two"));
        atOnce(8, i -> {
            apply(lease, told("at once"));
            return i;
        });

        // Then
        List<BuildEvent> events = store().events(B1, 0, 100);
        assertThat(events)
                .extracting(BuildEvent::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(messages()).startsWith("one", "two");
        assertThat(store().events(new BuildId("b2"), 0, 10)).isEmpty();
    }

    @Test
    void eventsAreListedAfterTheOneThatWasSeenLast() {
        // Given
        apply(begun(), told("one"), told("two"), told("three"), told("four"));

        // When
        List<BuildEvent> next = store().events(B1, 1, 2);

        // Then
        assertThat(next).extracting(BuildEvent::message).containsExactly("two", "three");
        assertThat(store().events(B1, 4, 2)).isEmpty();
    }

    @Test
    void whoAsksForAnEndNeedsNoLease() {
        // Given
        begun();

        // When
        boolean asked = reopened().requestCancel(B1, NOON.plusSeconds(7));

        // Then
        assertThat(asked).isTrue();
        assertThat(found().cancelling()).isTrue();
        assertThat(found().dueAt()).contains(NOON.plusSeconds(7));
    }

    @Test
    void whatHasEndedOrIsNotThereCannotBeCancelled() {
        // Given
        Build ended = build("b1", BuildState.COMPLETED_WITH_ERRORS, Optional.empty());
        store().create(ended, layers());

        // When
        boolean asked = store().requestCancel(B1, NOON);

        // Then
        assertThat(asked).isFalse();
        assertThat(found()).isEqualTo(ended);
        assertThat(store().requestCancel(NO_BUILD, NOON)).isFalse();
    }

    @Test
    void aWishToCancelOutlivesWhatWhoHasNotSeenItWrites() {
        // Given
        BuildLease lease = begun();
        store().requestCancel(B1, NOON);

        // When
        apply(lease, new Change.OfBuild(build("b1", BuildState.WAITING, Optional.of(NOON.plusSeconds(300)))));

        // Then
        assertThat(found().state()).isEqualTo(BuildState.WAITING);
        assertThat(found().cancelling()).isTrue();
        assertThat(found().dueAt()).contains(NOON);
    }

    @Test
    void aWishToCancelEndsWithTheBuild() {
        // Given
        BuildLease lease = begun();
        store().requestCancel(B1, NOON);
        Build ended = build("b1", BuildState.COMPLETED, Optional.empty());

        // When
        apply(lease, new Change.OfBuild(ended));
        boolean cancelling = found().cancelling();
        apply(lease, new Change.OfBuild(build("b1")));

        // Then
        assertThat(cancelling).isFalse();
        assertThat(found()).isEqualTo(build("b1"));
    }

    @Test
    void everyStateOfEverythingIsKept() {
        // Given
        BuildLease lease = begun();

        for (BuildState state : BuildState.values()) {
            // When
            apply(lease, new Change.OfBuild(build("b1", state, Optional.empty())));

            // Then
            assertThat(found().state()).isEqualTo(state);
        }
        for (LayerState state : LayerState.values()) {
            apply(lease, new Change.OfLayer(in(layers().getFirst(), state, Optional.empty())));
            assertThat(store().layers(B1).getFirst().state()).isEqualTo(state);
        }
        for (UnitState state : UnitState.values()) {
            apply(lease, new Change.OfUnits(List.of(BuildExamples.unit(BIOS, 1, state))));
            assertThat(store().counts(B1).get(BIOS)).containsOnlyKeys(state);
        }
        for (BatchState state : BatchState.values()) {
            apply(lease, new Change.OfBatch(batch(1, state)));
            assertThat(store().batches(B1).getFirst().state()).isEqualTo(state);
        }
        for (UnitRequest.State state : UnitRequest.State.values()) {
            apply(lease, new Change.OfRequests(List.of(BuildExamples.request(1, STYLES, state, Optional.empty()))));
            assertThat(store().requests(B1, Optional.empty(), state, Optional.empty(), Optional.empty(), 9))
                    .hasSize(1);
        }
    }
}
