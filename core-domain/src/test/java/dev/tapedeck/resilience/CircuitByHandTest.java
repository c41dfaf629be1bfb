package dev.tapedeck.resilience;

import static dev.tapedeck.resilience.CircuitSnapshot.State.CLOSED;
import static dev.tapedeck.resilience.CircuitSnapshot.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CircuitByHandTest {
    private final WatchedCircuit watched = new WatchedCircuit();
    private final CircuitBreaker circuit = watched.circuit;
    private final VirtualTime time = watched.time;
    private final Instant start = time.now();

    @Test
    void anOpenedOneStaysOpen() {
        circuit.open("maintenance");
        time.advance(Duration.ofDays(2));

        var refusal = watched.refusal();

        assertThat(refusal)
                .hasValueSatisfying(open -> assertThat(open.message()).contains("opened by hand"));
        assertThat(circuit.snapshot().nextProbeAt()).isEmpty();
        assertThat(circuit.snapshot().openedAt()).contains(start);
    }

    @Test
    void oneThatOpenedByItselfCanBeHeldOpen() {
        watched.opened();

        circuit.open("maintenance");
        time.advance(Duration.ofDays(2));

        assertThat(watched.refusal()).isPresent();
    }

    @Test
    void closingLetsCallsPass() {
        circuit.open("maintenance");

        circuit.close("done");

        assertThat(watched.refusal()).isEmpty();
        assertThat(circuit.snapshot().transitions())
                .containsExactly(
                        new Transition(start, CLOSED, OPEN, "by hand: maintenance"),
                        new Transition(start, OPEN, CLOSED, "by hand: done"));
    }

    @Test
    void closingAClosedOneEndsTheRowOfFailures() {
        watched.fail();
        watched.fail();

        circuit.close("it was us");

        assertThat(circuit.snapshot().failures()).isZero();
    }

    @Test
    void resetForgetsAllButTheHistory() {
        watched.ripe();
        watched.fail();

        circuit.reset("new key");

        CircuitSnapshot snapshot = circuit.snapshot();
        assertThat(snapshot.state()).isEqualTo(CLOSED);
        assertThat(snapshot.failures()).isZero();
        assertThat(snapshot.permits()).isZero();
        assertThat(snapshot.openedAt()).isEmpty();
        assertThat(snapshot.lastFailure()).isEmpty();
        assertThat(snapshot.counts().failures()).isEqualTo(4);
        assertThat(snapshot.transitions())
                .last()
                .isEqualTo(new Transition(time.now(), OPEN, CLOSED, "reset by hand: new key"));
    }

    @Test
    void resetForgetsTheCooldown() {
        watched.waits(Duration.ofSeconds(1), Duration.ofMinutes(10));
        watched.opened();
        time.advance(Duration.ofSeconds(1));
        watched.fail();

        circuit.reset("new key");

        watched.opened();
        assertThat(circuit.snapshot().nextProbeAt()).contains(time.now().plusSeconds(1));
    }

    @Test
    void whatBeganBeforeAResetChangesNothing() {
        watched.threshold(1);
        Permit before = watched.acquire();

        circuit.reset("new key");
        before.failed("http_401", "old key");

        assertThat(watched.state()).isEqualTo(CLOSED);
        assertThat(circuit.snapshot().lastFailure()).isEmpty();
    }

    @Test
    void aResetIsToldAsSuch() {
        circuit.reset("new key");

        assertThat(watched.events)
                .singleElement()
                .extracting(ResilienceEvent::name)
                .isEqualTo("circuit.reset");
    }
}
