package dev.tapedeck.build;

import static dev.tapedeck.build.BuildExamples.BIOS;
import static dev.tapedeck.build.BuildExamples.STRANGE;
import static dev.tapedeck.build.BuildExamples.STYLES;
import static dev.tapedeck.build.BuildExamples.SUMMARY;
import static dev.tapedeck.build.BuildExamples.asking;
import static dev.tapedeck.build.BuildExamples.failedUnit;
import static dev.tapedeck.build.BuildExamples.fullRequest;
import static dev.tapedeck.build.BuildExamples.fullUnit;
import static dev.tapedeck.build.BuildExamples.key;
import static dev.tapedeck.build.BuildExamples.madeUnit;
import static dev.tapedeck.build.BuildExamples.request;
import static dev.tapedeck.build.BuildExamples.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.BuildStore.FailureGroup;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.RequestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link BuildStore} promises of units and requests. */
abstract class UnitPromises extends LeasePromises {
    private static final UnitQuery ALL = new UnitQuery(Optional.empty(), Set.of(), Optional.empty(), Set.of());

    /** Writes these units to {@link #B1}. */
    private void units(WorkUnit... units) {
        apply(begun(), new Change.OfUnits(List.of(units)));
    }

    private List<UnitRef> refs(UnitQuery query, Optional<UnitRef> after, int limit) {
        return store().units(B1, query, after, limit).stream()
                .map(WorkUnit::ref)
                .toList();
    }

    private List<UnitRef> refs(UnitQuery query) {
        return refs(query, Optional.empty(), 100);
    }

    @Test
    void aUnitComesBackAsItWas() {
        // Given
        WorkUnit bare = unit(BIOS, 1, UnitState.PENDING);
        WorkUnit full = fullUnit(STYLES, 2);

        // When
        units(bare, full);

        // Then
        assertThat(reopened().unit(B1, bare.ref())).contains(bare);
        assertThat(reopened().unit(B1, full.ref())).contains(full);
        assertThat(store().units(B1, ALL, Optional.empty(), 10)).containsExactly(bare, full);
    }

    @Test
    void aUnitThatNobodyWroteIsNotFound() {
        // Given
        units(unit(BIOS, 1, UnitState.PENDING));

        // Then
        assertThat(store().unit(B1, new UnitRef(BIOS, 2))).isEmpty();
        assertThat(store().unit(B1, new UnitRef("nowhere", 1))).isEmpty();
        assertThat(store().unit(NO_BUILD, new UnitRef(BIOS, 1))).isEmpty();
    }

    @Test
    void unitsAfterOneAreDroppedFromTheirLayerAndCountNoMore() {
        // Given
        BuildLease lease = begun();
        WorkUnit first = unit(BIOS, 1, UnitState.SUCCEEDED);
        WorkUnit asking = asking(1, STYLES, 2, UnitState.PENDING);
        apply(
                lease,
                new Change.OfUnits(List.of(
                        first,
                        failedUnit(BIOS, 2, UnitState.FAILED, "empty", "There is nothing in it."),
                        asking(1, BIOS, 3, UnitState.PENDING),
                        asking)));

        // When
        apply(lease, new Change.NoUnitsAfter(first.ref()));

        // Then
        assertThat(store().units(B1, ALL, Optional.empty(), 10)).containsExactly(first, asking);
        assertThat(store().counts(B1))
                .isEqualTo(Map.of(
                        BIOS, Map.of(UnitState.SUCCEEDED, 1L),
                        STYLES, Map.of(UnitState.PENDING, 1L)));
        assertThat(store().failures(B1)).isEmpty();
        assertThat(refs(new UnitQuery(Optional.empty(), Set.of(), Optional.empty(), Set.of(key(1)))))
                .containsExactly(asking.ref());
        apply(lease, new Change.OfUnits(List.of(unit(BIOS, 2, UnitState.SUCCEEDED))));
        assertThat(store().counts(B1).get(BIOS)).isEqualTo(Map.of(UnitState.SUCCEEDED, 2L));
    }

    @Test
    void unitsAreFoundByTheirNames() {
        // Given
        WorkUnit full = fullUnit(STYLES, 2);
        WorkUnit other = unit(BIOS, 2, UnitState.PENDING);

        // When
        units(unit(BIOS, 1, UnitState.PENDING), other, full, unit(STYLES, 1, UnitState.QUEUED));

        // Then
        List<UnitRef> wanted =
                List.of(full.ref(), other.ref(), full.ref(), new UnitRef(STYLES, 9), new UnitRef("nowhere", 1));
        assertThat(store().units(B1, wanted)).isEqualTo(Map.of(full.ref(), full, other.ref(), other));
        assertThat(store().units(B1, List.of())).isEmpty();
        assertThat(store().units(NO_BUILD, wanted)).isEmpty();
    }

    @Test
    void aUnitIsReplacedAsAWhole() {
        // Given
        BuildLease lease = begun();
        apply(lease, new Change.OfUnits(List.of(fullUnit(STYLES, 1))));
        WorkUnit next = unit(STYLES, 1, UnitState.PENDING);

        // When
        apply(lease, new Change.OfUnits(List.of(next)));

        // Then
        assertThat(store().units(B1, ALL, Optional.empty(), 10)).containsExactly(next);
    }

    @Test
    void ofChangesToOneUnitTheLastHolds() {
        // Given
        BuildLease lease = begun();

        // When
        apply(
                lease,
                new Change.OfUnits(List.of(unit(BIOS, 1, UnitState.PENDING), unit(BIOS, 1, UnitState.QUEUED))),
                new Change.OfUnits(List.of(unit(BIOS, 1, UnitState.SUBMITTED))));

        // Then
        assertThat(store().unit(B1, new UnitRef(BIOS, 1))).map(WorkUnit::state).contains(UnitState.SUBMITTED);
        assertThat(store().counts(B1)).isEqualTo(Map.of(BIOS, Map.of(UnitState.SUBMITTED, 1L)));
    }

    @Test
    void unitsAreCountedByLayerAndState() {
        // When
        units(
                unit(BIOS, 1, UnitState.SUCCEEDED),
                unit(BIOS, 2, UnitState.SUCCEEDED),
                unit(STYLES, 1, UnitState.PENDING),
                unit(STYLES, 2, UnitState.FAILED));

        // Then
        assertThat(store().counts(B1))
                .isEqualTo(Map.of(
                        BIOS, Map.of(UnitState.SUCCEEDED, 2L),
                        STYLES, Map.of(UnitState.PENDING, 1L, UnitState.FAILED, 1L)));
        assertThat(store().counts(NO_BUILD)).isEmpty();
    }

    @Test
    void countsFollowWhatBecomesOfUnits() {
        // Given
        BuildLease lease = begun();
        apply(
                lease,
                new Change.OfUnits(List.of(unit(STYLES, 1, UnitState.PENDING), unit(STYLES, 2, UnitState.PENDING))));

        // When
        apply(
                lease,
                new Change.OfUnits(List.of(
                        unit(STYLES, 2, UnitState.QUEUED),
                        unit(STYLES, 1, UnitState.SUCCEEDED),
                        unit(STYLES, 3, UnitState.SUCCEEDED))));
        apply(lease, new Change.OfUnits(List.of(unit(STYLES, 3, UnitState.SUCCEEDED))));

        // Then
        assertThat(reopened().counts(B1))
                .isEqualTo(Map.of(STYLES, Map.of(UnitState.QUEUED, 1L, UnitState.SUCCEEDED, 2L)));
    }

    @Test
    void unitsAreListedByLayerInTheirOrderThenByNumber() {
        // When
        units(
                unit(SUMMARY, 1, UnitState.PENDING),
                unit(STYLES, 10, UnitState.QUEUED),
                unit(STYLES, 9, UnitState.PENDING),
                unit(BIOS, 2, UnitState.SUCCEEDED));

        // Then
        assertThat(refs(ALL))
                .containsExactly(
                        new UnitRef(BIOS, 2), new UnitRef(STYLES, 9), new UnitRef(STYLES, 10), new UnitRef(SUMMARY, 1));
    }

    @Test
    void onlyTheUnitsThatAreAskedForAreListed() {
        // When
        units(
                unit(BIOS, 1, UnitState.SUCCEEDED),
                unit(STYLES, 1, UnitState.FAILED),
                unit(STYLES, 2, UnitState.PENDING),
                unit(STYLES, 3, UnitState.SUCCEEDED),
                unit(SUMMARY, 1, UnitState.PENDING));

        // Then
        UnitQuery pendingOrGood = new UnitQuery(
                Optional.empty(), Set.of(UnitState.PENDING, UnitState.SUCCEEDED), Optional.empty(), Set.of());
        assertThat(refs(UnitQuery.of(STYLES))).extracting(UnitRef::number).containsExactly(1, 2, 3);
        assertThat(refs(UnitQuery.of(STYLES, UnitState.FAILED, UnitState.SUCCEEDED)))
                .extracting(UnitRef::number)
                .containsExactly(1, 3);
        assertThat(refs(pendingOrGood))
                .containsExactly(
                        new UnitRef(BIOS, 1), new UnitRef(STYLES, 2), new UnitRef(STYLES, 3), new UnitRef(SUMMARY, 1));
        assertThat(refs(UnitQuery.of("nowhere"))).isEmpty();
        assertThat(store().units(NO_BUILD, ALL, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void unitsOfAGroupAreFoundByIt() {
        // Given
        WorkUnit grouped = fullUnit(STYLES, 2);

        // When
        units(unit(STYLES, 1, UnitState.FAILED), grouped);

        // Then
        assertThat(refs(new UnitQuery(Optional.empty(), Set.of(), Optional.of(STRANGE), Set.of())))
                .containsExactly(grouped.ref());
        assertThat(refs(new UnitQuery(Optional.of(STYLES), Set.of(UnitState.FAILED), Optional.of("another"), Set.of())))
                .isEmpty();
    }

    @Test
    void unitsAreFoundByTheirRequests() {
        // When
        units(
                unit(BIOS, 1, UnitState.SUCCEEDED),
                asking(1, STYLES, 1, UnitState.PENDING),
                asking(2, STYLES, 2, UnitState.FAILED),
                asking(3, STYLES, 3, UnitState.PENDING),
                asking(2, SUMMARY, 1, UnitState.PENDING));

        // Then
        Set<RequestKey> keys = Set.of(key(1), key(2), key(99));
        assertThat(refs(new UnitQuery(Optional.empty(), Set.of(), Optional.empty(), keys)))
                .containsExactly(new UnitRef(STYLES, 1), new UnitRef(STYLES, 2), new UnitRef(SUMMARY, 1));
        assertThat(refs(new UnitQuery(
                        Optional.of(STYLES), Set.of(UnitState.PENDING, UnitState.QUEUED), Optional.empty(), keys)))
                .containsExactly(new UnitRef(STYLES, 1));
        assertThat(refs(
                        new UnitQuery(Optional.empty(), Set.of(), Optional.empty(), keys),
                        Optional.of(new UnitRef(STYLES, 1)),
                        1))
                .containsExactly(new UnitRef(STYLES, 2));
    }

    @Test
    void allUnitsAreThereHoweverManyPartsTheyAreListedIn() {
        // Given
        List<WorkUnit> units = IntStream.rangeClosed(1, 50)
                .boxed()
                .flatMap(number -> Stream.of(BIOS, STYLES, SUMMARY)
                        .map(layer -> unit(layer, number, number % 3 == 0 ? UnitState.FAILED : UnitState.SUCCEEDED)))
                .toList();
        units(units.toArray(WorkUnit[]::new));
        UnitQuery either = new UnitQuery(
                Optional.empty(), Set.of(UnitState.FAILED, UnitState.SUCCEEDED), Optional.empty(), Set.of());

        // Then
        assertThat(inParts(ALL)).isEqualTo(refs(ALL, Optional.empty(), 1_000)).hasSize(150);
        assertThat(inParts(either)).isEqualTo(inParts(ALL));
    }

    private List<UnitRef> inParts(UnitQuery query) {
        List<UnitRef> all = new ArrayList<>();
        List<UnitRef> part = refs(query, Optional.empty(), 7);
        while (!part.isEmpty()) {
            all.addAll(part);
            part = refs(query, Optional.of(part.getLast()), 7);
        }
        return all;
    }

    @Test
    void aThousandUnitsAndRequestsAreWrittenInOneChange() {
        // Given
        BuildLease lease = begun();
        List<WorkUnit> units = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> asking(number, STYLES, number, UnitState.PENDING))
                .toList();
        List<UnitRequest> requests = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> request(number, STYLES, UnitRequest.State.OPEN, Optional.empty()))
                .toList();

        // When
        apply(lease, new Change.OfRequests(requests), new Change.OfUnits(units));

        // Then
        assertThat(store().units(B1, UnitQuery.of(STYLES, UnitState.PENDING), Optional.empty(), 2_000))
                .isEqualTo(units);
        assertThat(store().requests(
                                B1,
                                Optional.empty(),
                                UnitRequest.State.OPEN,
                                Optional.empty(),
                                Optional.empty(),
                                2_000))
                .isEqualTo(requests);
    }

    @Test
    void groupsAreTheValuesThatGoodUnitsHave() {
        // When
        units(
                madeUnit(BIOS, 1, UnitState.SUCCEEDED, Map.of("team", "b", "city", "Ulm")),
                madeUnit(BIOS, 2, UnitState.SUCCEEDED, Map.of("team", "a")),
                madeUnit(BIOS, 3, UnitState.SUCCEEDED, Map.of("team", "b")),
                madeUnit(BIOS, 4, UnitState.SUCCEEDED, Map.of()),
                fullUnit(BIOS, 5),
                madeUnit(STYLES, 1, UnitState.CACHED, Map.of("team", "Ä")),
                madeUnit(SUMMARY, 1, UnitState.SUCCEEDED, Map.of("team", "elsewhere")));

        // Then
        assertThat(store().groups(B1, List.of(BIOS, STYLES), "team")).containsExactly("a", "b", "Ä");
        assertThat(store().groups(B1, List.of(BIOS), "planet")).isEmpty();
        assertThat(store().groups(NO_BUILD, List.of(BIOS), "team")).isEmpty();
    }

    @Test
    void aRequestComesBackAsItWas() {
        // Given
        UnitRequest bare = request(1, STYLES, UnitRequest.State.OPEN, Optional.empty());
        UnitRequest full = fullRequest(2);

        // When
        apply(begun(), new Change.OfRequests(List.of(bare, full)));

        // Then
        assertThat(reopened().requests(B1, List.of(key(1), key(2), key(3), key(1))))
                .isEqualTo(Map.of(key(1), bare, key(2), full));
        assertThat(store().requests(B1, List.of())).isEmpty();
        assertThat(store().requests(NO_BUILD, List.of(key(1)))).isEmpty();
    }

    @Test
    void aRequestIsReplacedAsAWhole() {
        // Given
        BuildLease lease = begun();
        apply(lease, new Change.OfRequests(List.of(fullRequest(1))));
        UnitRequest next = request(1, SUMMARY, UnitRequest.State.OPEN, Optional.empty());

        // When
        apply(lease, new Change.OfRequests(List.of(fullRequest(1), next)));

        // Then
        assertThat(store().requests(B1, List.of(key(1)))).isEqualTo(Map.of(key(1), next));
    }

    @Test
    void requestsAreListedByTheirKeysAsTheyAreAskedFor() {
        // When
        apply(
                begun(),
                new Change.OfRequests(List.of(
                        request(5, STYLES, UnitRequest.State.OPEN, Optional.empty()),
                        request(4, SUMMARY, UnitRequest.State.OPEN, Optional.of(1)),
                        request(3, STYLES, UnitRequest.State.SUBMITTED, Optional.of(1)),
                        request(2, STYLES, UnitRequest.State.SUBMITTED, Optional.of(2)),
                        request(1, STYLES, UnitRequest.State.OPEN, Optional.of(2)))));

        // Then
        assertThat(keys(Optional.empty(), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 10))
                .containsExactly(key(1), key(4), key(5));
        assertThat(keys(Optional.of(STYLES), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 1))
                .containsExactly(key(1));
        assertThat(keys(Optional.of(STYLES), UnitRequest.State.OPEN, Optional.empty(), Optional.of(key(1)), 10))
                .containsExactly(key(5));
        assertThat(keys(Optional.empty(), UnitRequest.State.SUBMITTED, Optional.of(1), Optional.empty(), 10))
                .containsExactly(key(3));
        assertThat(keys(Optional.of("nowhere"), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 10))
                .isEmpty();
    }

    private List<RequestKey> keys(
            Optional<String> layer,
            UnitRequest.State state,
            Optional<Integer> batch,
            Optional<RequestKey> after,
            int limit) {
        return store().requests(B1, layer, state, batch, after, limit).stream()
                .map(UnitRequest::key)
                .toList();
    }

    @Test
    void failuresAreGroupedByTheirCauseTheMostFrequentFirst() {
        // When
        units(
                failedUnit(STYLES, 2, UnitState.FAILED, "truncated", "Too long."),
                failedUnit(STYLES, 3, UnitState.FAILED, "truncated", "Too long."),
                failedUnit(STYLES, 4, UnitState.EXPIRED, "expired", "Too late."),
                failedUnit(STYLES, 5, UnitState.EXPIRED, "expired", "Too late."),
                failedUnit(STYLES, 6, UnitState.EXPIRED, "expired", "Too late."),
                failedUnit(STYLES, 7, UnitState.QUEUED, "refused", "No."),
                failedUnit(SUMMARY, 1, UnitState.FAILED, "refused", "No, too."),
                unit(SUMMARY, 2, UnitState.CANCELLED));

        // Then
        assertThat(store().failures(B1))
                .containsExactly(
                        new FailureGroup(STYLES, "expired", "Too late.", 3),
                        new FailureGroup(STYLES, "truncated", "Too long.", 2),
                        new FailureGroup(SUMMARY, "refused", "No, too.", 1));
        assertThat(store().failures(NO_BUILD)).isEmpty();
    }

    @Test
    void aHundredCausesAreTold() {
        // When
        units(IntStream.rangeClosed(1, 101)
                .mapToObj(number -> failedUnit(STYLES, number, UnitState.FAILED, "code-" + number, STRANGE))
                .toArray(WorkUnit[]::new));

        // Then
        assertThat(store().failures(B1)).hasSize(100).allMatch(cause -> cause.units() == 1);
    }
}
