package dev.tapedeck.resilience;

import static dev.tapedeck.resilience.CircuitSnapshot.State.CLOSED;
import static dev.tapedeck.resilience.CircuitSnapshot.State.HALF_OPEN;
import static dev.tapedeck.resilience.CircuitSnapshot.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitSnapshot.Counts;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {
    private final WatchedCircuit watched = new WatchedCircuit();
    private final CircuitBreaker circuit = watched.circuit;
    private final VirtualTime time = watched.time;
    private final Instant start = time.now();

    @Test
    void failuresInARowOpenIt() {
        watched.fail();
        watched.fail();
        assertThat(watched.state()).isEqualTo(CLOSED);

        watched.fail();

        assertThat(watched.state()).isEqualTo(OPEN);
        assertThat(circuit.snapshot().openedAt()).contains(start);
    }

    @Test
    void aSuccessEndsTheRow() {
        watched.fail();
        watched.fail();

        watched.succeed();

        watched.fail();
        watched.fail();
        assertThat(watched.state()).isEqualTo(CLOSED);
        assertThat(circuit.snapshot().failures()).isEqualTo(2);
    }

    @Test
    void aNeutralEndNeitherCountsNorEndsTheRow() {
        watched.fail();
        watched.fail();

        watched.acquire().neutral();

        assertThat(circuit.snapshot().failures()).isEqualTo(2);
    }

    @Test
    void anOpenOneRefusesAndSaysWhatFailedAndWhenToAskAgain() {
        watched.opened();
        time.advance(Duration.ofMillis(18_500));

        var refusal = watched.refusal();

        assertThat(refusal).hasValueSatisfying(open -> {
            assertThat(open.retryAfter()).isEqualTo(Duration.ofMillis(11_500));
            assertThat(open.message())
                    .isEqualTo(
                            "The circuit of 'provider.openai' is open. Ask again in 12 s. The last failure was http_503.");
        });
    }

    @Test
    void aCallAfterTheRecoveryTimeoutIsAProbe() {
        watched.opened();
        time.advance(Duration.ofSeconds(30));
        assertThat(watched.state()).isEqualTo(OPEN);

        watched.acquire();

        assertThat(watched.state()).isEqualTo(HALF_OPEN);
        assertThat(circuit.snapshot().permits()).isEqualTo(1);
        assertThat(circuit.snapshot().failures()).isZero();
        assertThat(circuit.snapshot().openedAt()).contains(start);
    }

    @Test
    void onlySoManyProbesRunAtOnce() {
        watched.ripe();
        watched.acquire();
        watched.acquire();

        var refusal = watched.refusal();

        assertThat(refusal)
                .hasValueSatisfying(open -> assertThat(open.message()).contains("all its probes are under way"));
    }

    @Test
    void soManySuccessesCloseIt() {
        watched.ripe();

        watched.succeed();
        assertThat(watched.state()).isEqualTo(HALF_OPEN);
        watched.succeed();

        assertThat(watched.state()).isEqualTo(CLOSED);
        assertThat(circuit.snapshot().openedAt()).isEmpty();
    }

    @Test
    void aProbeThatFailsOpensItAgain() {
        watched.ripe();
        watched.succeed();

        watched.fail();

        assertThat(watched.state()).isEqualTo(OPEN);
        assertThat(watched.refusal())
                .hasValueSatisfying(open -> assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void attemptsToRecoverAreACooldownApart() {
        watched.waits(Duration.ofSeconds(1), Duration.ofSeconds(10));
        watched.opened();
        time.advance(Duration.ofSeconds(1));
        watched.fail();
        time.advance(Duration.ofSeconds(9));

        var early = watched.refusal();

        assertThat(early)
                .hasValueSatisfying(open -> assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        time.advance(Duration.ofSeconds(1));
        assertThat(watched.refusal()).isEmpty();
    }

    @Test
    void anEndThatComesAfterATransitionChangesNothing() {
        Permit success = watched.acquire();
        Permit failure = watched.acquire();
        watched.ripe();
        watched.acquire();
        CircuitSnapshot before = circuit.snapshot();

        success.succeeded();
        failure.failed("http_500", "late");

        assertThat(circuit.snapshot())
                .usingRecursiveComparison()
                .ignoringFields("counts")
                .isEqualTo(before);
    }

    @Test
    void aProbeThatEndsNeutrallyMakesRoomForAnother() {
        watched.ripe();
        watched.acquire();
        Permit cancelled = watched.acquire();

        cancelled.neutral();

        assertThat(watched.refusal()).isEmpty();
    }

    @Test
    void aLostProbeMakesRoomWhenItsLeaseIsOver() {
        watched.ripe();
        watched.acquire();
        watched.acquire();
        time.advance(WatchedCircuit.LEASE.minusNanos(1));
        assertThat(watched.refusal()).isPresent();

        time.advance(Duration.ofNanos(1));

        assertThat(circuit.snapshot().permits()).isZero();
        assertThat(watched.refusal()).isEmpty();
    }

    @Test
    void aProbeThatEndsAfterItsLeaseChangesNothing() {
        watched.ripe();
        Permit late = watched.acquire();
        Permit later = watched.acquire();
        time.advance(WatchedCircuit.LEASE);

        late.failed("http_500", "late");
        later.succeeded();
        watched.succeed();

        assertThat(watched.state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void onlyTheFirstEndOfACallCounts() {
        Permit permit = watched.acquire();

        permit.failed("http_503", "first");
        permit.failed("http_503", "second");
        permit.succeeded();
        permit.neutral();

        assertThat(circuit.snapshot().failures()).isEqualTo(1);
        assertThat(circuit.snapshot().counts()).isEqualTo(new Counts(1, 0, 1, 0));
    }

    @Test
    void aLeaseThatIsOverAtOnceIsRefused() {
        watched.ripe();

        assertThatIllegalArgumentException().isThrownBy(() -> circuit.acquire(Duration.ZERO));
    }

    @Test
    void countsAreOfAllCalls() {
        watched.succeed();
        watched.acquire().neutral();
        watched.opened();
        watched.refusal();
        watched.refusal();

        assertThat(circuit.snapshot().counts()).isEqualTo(new Counts(5, 1, 3, 2));
    }

    @Test
    void theSnapshotNamesTheLastFailureAndTheNextProbe() {
        watched.opened();

        CircuitSnapshot snapshot = circuit.snapshot();

        assertThat(snapshot.lastFailure()).contains(new CircuitSnapshot.LastFailure(start, "http_503", "overloaded"));
        assertThat(snapshot.nextProbeAt()).contains(start.plusSeconds(30));
    }

    @Test
    void transitionsAreToldOnceEachWithTheirCause() {
        watched.ripe();
        watched.succeed();
        watched.succeed();

        List<Transition> transitions = circuit.snapshot().transitions();

        Instant probed = start.plusSeconds(30);
        assertThat(transitions)
                .containsExactly(
                        new Transition(start, CLOSED, OPEN, "3 failures in a row"),
                        new Transition(probed, OPEN, HALF_OPEN, "a call came after the wait"),
                        new Transition(probed, HALF_OPEN, CLOSED, "2 probes succeeded"));
        assertThat(watched.events.stream().map(ResilienceEvent::name))
                .containsExactly("circuit.opened", "circuit.half_opened", "circuit.closed");
    }

    @Test
    void transitionsAreForgottenAfterAnHour() {
        watched.opened();

        time.advance(Duration.ofMinutes(60).plusNanos(1));

        assertThat(circuit.snapshot().transitions()).isEmpty();
    }

    @Test
    void theLatestThousandTransitionsAreRemembered() {
        for (int i = 0; i < 1_001; i++) {
            circuit.open("drill " + i);
        }

        assertThat(circuit.snapshot().transitions())
                .hasSize(1_000)
                .first()
                .extracting(Transition::cause)
                .isEqualTo("by hand: drill 1");
    }

    @Test
    void rejectionsArePublished() {
        watched.opened();
        watched.events.clear();

        watched.refusal();

        assertThat(watched.events)
                .containsExactly(new ResilienceEvent.CircuitRejected(start, circuit.name(), Duration.ofSeconds(30)));
    }

    @Test
    void aListenerThatThrowsBreaksNoCall() {
        CircuitBreaker loud = new CircuitBreaker(circuit.name(), () -> watched.settings, time, event -> {
            throw new IllegalStateException("listener");
        });

        for (int i = 0; i < 3; i++) {
            loud.acquire(WatchedCircuit.LEASE).failed("http_503", "overloaded");
        }

        assertThat(loud.snapshot().state()).isEqualTo(OPEN);
    }

    @Test
    void aListenerMayCallBack() {
        List<CircuitSnapshot> seen = new ArrayList<>();
        CircuitBreaker[] self = new CircuitBreaker[1];
        self[0] =
                new CircuitBreaker(circuit.name(), () -> watched.settings, time, event -> seen.add(self[0].snapshot()));

        self[0].open("drill");

        assertThat(seen).singleElement().extracting(CircuitSnapshot::state).isEqualTo(OPEN);
    }

    @Test
    void aDisabledOneLetsAllPassAndCountsNothing() {
        watched.enable(false);

        watched.opened().opened();
        circuit.pauseUntil(start.plusSeconds(60));

        assertThat(watched.refusal()).isEmpty();
        assertThat(circuit.snapshot().counts()).isEqualTo(new Counts(0, 0, 0, 0));
    }

    @Test
    void whatEndsAfterItWasDisabledIsNotCountedAgainstIt() {
        watched.threshold(1);
        Permit permit = watched.acquire();

        watched.enable(false);
        permit.failed("http_503", "overloaded");

        assertThat(watched.state()).isEqualTo(CLOSED);
    }

    @Test
    void aChangedPolicyKeepsTheState() {
        watched.fail();
        watched.fail();

        watched.threshold(5);
        watched.fail();
        assertThat(watched.state()).isEqualTo(CLOSED);
        watched.threshold(4);
        watched.fail();

        assertThat(watched.state()).isEqualTo(OPEN);
        watched.waits(Duration.ofSeconds(5), Duration.ZERO);
        assertThat(circuit.snapshot().nextProbeAt()).contains(start.plusSeconds(5));
    }
}
