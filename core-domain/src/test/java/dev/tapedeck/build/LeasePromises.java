package dev.tapedeck.build;

import static dev.tapedeck.build.BuildExamples.NOON;
import static dev.tapedeck.build.BuildExamples.build;
import static dev.tapedeck.build.BuildExamples.layers;
import static dev.tapedeck.build.BuildExamples.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link BuildStore} promises of leases: one works on a build, and who was overtaken writes nothing. */
abstract class LeasePromises extends BuildStorePromises {
    @Test
    void aLeaseIsHadByOneAtATime() {
        // Given
        BuildLease first = begun();

        // When
        Optional<BuildLease> second = reopened().acquire(B1, "b", MINUTE);

        // Then
        assertThat(first.owner()).isEqualTo("a");
        assertThat(second).isEmpty();
    }

    @Test
    void whoHasTheLeaseDoesNotGetItAgain() {
        // Given
        begun();

        // Then
        assertThat(store().acquire(B1, "a", MINUTE)).isEmpty();
    }

    @Test
    void ofManyThatAcquireAtOnceOneDoes() {
        // Given
        store().create(build("b1"), layers());
        BuildStore other = reopened();

        // When
        List<Optional<BuildLease>> leases =
                atOnce(16, i -> (i % 2 == 0 ? store() : other).acquire(B1, "node " + i, MINUTE));

        // Then
        assertThat(leases.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void leasesOfDifferentBuildsAreIndependent() {
        // Given
        begun();
        store().create(build("b2"), layers());

        // Then
        assertThat(store().acquire(new BuildId("b2"), "b", MINUTE)).isPresent();
    }

    @Test
    void aBuildThatNobodyEnteredHasNoLease() {
        // Given
        BuildLease none = new BuildLease(NO_BUILD, "a", 0);

        // When
        store().release(none);

        // Then
        assertThat(store().acquire(NO_BUILD, "a", MINUTE)).isEmpty();
        assertThat(store().renew(none, MINUTE)).isFalse();
    }

    @Test
    void aLeaseThatIsOverGoesToTheNextWithAHigherToken() {
        // Given
        BuildLease first = begun();

        // When
        timePasses(MINUTE);
        BuildLease second = acquired("b");

        // Then
        assertThat(second.token()).isGreaterThan(first.token());
        assertThat(store().renew(first, MINUTE)).isFalse();
    }

    @Test
    void aRenewedLeaseLastsThatLongFromThenOn() {
        // Given
        BuildLease lease = begun();
        timePasses(Duration.ofSeconds(50));

        // When
        boolean renewed = store().renew(lease, MINUTE);
        timePasses(Duration.ofSeconds(50));

        // Then
        assertThat(renewed).isTrue();
        assertThat(store().acquire(B1, "b", MINUTE)).isEmpty();
    }

    @Test
    void aLeaseThatIsOverCanBeRenewedWhileNobodyElseHasHadIt() {
        // Given
        BuildLease lease = begun();
        timePasses(MINUTE.multipliedBy(2));

        // When
        boolean renewed = store().renew(lease, MINUTE);

        // Then
        assertThat(renewed).isTrue();
        assertThat(store().acquire(B1, "b", MINUTE)).isEmpty();
    }

    @Test
    void aLeaseThatIsGivenBackIsFreeAtOnce() {
        // Given
        BuildLease first = begun();

        // When
        store().release(first);

        // Then
        assertThat(acquired("b").token()).isGreaterThan(first.token());
    }

    @Test
    void givingBackWhatSomebodyElseHasDoesNothing() {
        // Given
        BuildLease first = begun();
        timePasses(MINUTE);
        acquired("b");

        // When
        store().release(first);

        // Then
        assertThat(store().acquire(B1, "c", MINUTE)).isEmpty();
    }

    @Test
    void whoWasOvertakenWritesNothing() {
        // Given
        BuildLease first = begun();
        timePasses(MINUTE);
        BuildLease second = acquired("b");

        // When
        assertConflict(() -> apply(
                first,
                told("by the first"),
                new Change.OfUnits(List.of(unit(BuildExamples.BIOS, 1, UnitState.SUCCEEDED))),
                new Change.OfBuild(build("b1", BuildState.CANCELLED, Optional.empty()))));
        apply(second, told("by the second"));

        // Then
        assertThat(messages()).containsExactly("by the second");
        assertThat(store().counts(B1)).isEmpty();
        assertThat(found().state()).isEqualTo(BuildState.PENDING);
    }

    @Test
    void whoseLeaseIsOverWritesAsLongAsNobodyElseHasHadIt() {
        // Given
        BuildLease lease = begun();
        timePasses(MINUTE.multipliedBy(2));

        // When
        apply(lease, told("late"));

        // Then
        assertThat(messages()).containsExactly("late");
    }

    @Test
    void nothingIsWrittenToABuildThatNobodyEntered() {
        BuildLease none = new BuildLease(NO_BUILD, "a", 0);

        assertThat(Stream.of(none).map(this::refusal)).containsExactly("tapedeck_conflict");
        assertThat(store().find(NO_BUILD)).isEmpty();
    }

    private String refusal(BuildLease lease) {
        try {
            store().apply(lease, List.of(told("to nobody")));
            return "none";
        } catch (FailedCall failed) {
            return failed.failure().code();
        }
    }

    @Test
    void whateverOvertakesWhomNobodyWritesAfterAHigherToken() {
        // Given
        store().create(build("b1"), layers());
        BuildStore other = reopened();

        // When
        atOnce(8, i -> {
            for (int round = 0; round < 10; round++) {
                workBriefly(i % 2 == 0 ? store() : other);
            }
            return i;
        });

        // Then
        List<Long> tokens = store().events(B1, 0, 1_000).stream()
                .map(event -> Long.valueOf(event.message()))
                .toList();
        assertThat(tokens).isNotEmpty().isSorted();
    }

    /** Takes a lease that is over at once, so that others can overtake at any moment. */
    private static void workBriefly(BuildStore node) {
        Optional<BuildLease> lease = node.acquire(B1, "node", Duration.ZERO);
        try {
            lease.ifPresent(held -> node.apply(held, List.of(told(Long.toString(held.token())))));
        } catch (FailedCall overtaken) {
            assertThat(overtaken.failure()).isInstanceOf(Failure.Conflict.class);
        }
    }

    @Test
    void whatIsDueIsListedAfterHowLongItHasWaited() {
        // Given
        create("b1", BuildState.WAITING, NOON.minusSeconds(1));
        create("b2", BuildState.RUNNING, NOON.minusSeconds(3));
        create("b3", BuildState.PENDING, NOON);
        create("b4", BuildState.WAITING, NOON.plusSeconds(1));
        store().create(build("b5", BuildState.COMPLETED, Optional.empty()), layers());

        // When
        List<BuildId> due = store().due(NOON, 10);

        // Then
        assertThat(due).extracting(BuildId::value).containsExactly("b2", "b1", "b3");
        assertThat(store().due(NOON, 1)).extracting(BuildId::value).containsExactly("b2");
    }

    private void create(String id, BuildState state, Instant due) {
        store().create(build(id, state, Optional.of(due)), layers());
    }

    @Test
    void whatSomebodyHasTheLeaseOfIsNotDue() {
        // Given
        BuildLease lease = begun();

        // When
        List<BuildId> held = store().due(NOON, 10);
        timePasses(MINUTE);
        List<BuildId> over = store().due(NOON, 10);
        store().renew(lease, MINUTE);
        store().release(lease);

        // Then
        assertThat(held).isEmpty();
        assertThat(over).containsExactly(B1);
        assertThat(store().due(NOON, 10)).containsExactly(B1);
    }
}
