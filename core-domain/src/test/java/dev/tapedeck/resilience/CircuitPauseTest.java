package dev.tapedeck.resilience;

import static dev.tapedeck.resilience.CircuitSnapshot.State.CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A service that says when to come back. */
final class CircuitPauseTest {
    private final WatchedCircuit watched = new WatchedCircuit();
    private final CircuitBreaker circuit = watched.circuit;
    private final VirtualTime time = watched.time;
    private final Instant start = time.now();

    @Test
    void callsAreRefusedMeanwhileWithWhatIsLeft() {
        circuit.pauseUntil(start.plusSeconds(20));
        time.advance(Duration.ofSeconds(5));

        var refusal = watched.refusal();

        assertThat(refusal).hasValueSatisfying(open -> {
            assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(15));
            assertThat(open.message()).contains("'provider.openai' is paused").contains("15 s");
        });
    }

    @Test
    void itIsNoTransition() {
        Permit before = watched.acquire();

        circuit.pauseUntil(start.plusSeconds(20));
        before.failed("http_503", "overloaded");

        CircuitSnapshot snapshot = circuit.snapshot();
        assertThat(snapshot.state()).isEqualTo(CLOSED);
        assertThat(snapshot.failures()).isEqualTo(1);
        assertThat(snapshot.transitions()).isEmpty();
        assertThat(snapshot.pausedUntil()).contains(start.plusSeconds(20));
    }

    @Test
    void itEndsByItself() {
        circuit.pauseUntil(start.plusSeconds(20));

        time.advance(Duration.ofSeconds(20));

        assertThat(circuit.snapshot().pausedUntil()).isEmpty();
        assertThat(watched.refusal()).isEmpty();
    }

    @Test
    void theLatestEndHolds() {
        circuit.pauseUntil(start.plusSeconds(20));
        circuit.pauseUntil(start.plusSeconds(30));

        circuit.pauseUntil(start.plusSeconds(10));

        assertThat(circuit.snapshot().pausedUntil()).contains(start.plusSeconds(30));
    }

    @Test
    void anEndThatIsPastChangesNothing() {
        circuit.pauseUntil(start);
        circuit.pauseUntil(Instant.MIN);

        assertThat(watched.refusal()).isEmpty();
    }

    @Test
    void itLastsNoLongerThanThePolicySays() {
        circuit.pauseUntil(start.plus(Duration.ofDays(1)));

        assertThat(circuit.snapshot().pausedUntil()).contains(start.plus(Duration.ofMinutes(5)));
    }

    @Test
    void anEndBeyondAllTimesIsBoundedToo() {
        circuit.pauseUntil(Instant.MAX);

        assertThat(circuit.snapshot().pausedUntil()).contains(start.plus(Duration.ofMinutes(5)));
    }

    @Test
    void itIsToldWithTheEndThatHolds() {
        circuit.pauseUntil(start.plus(Duration.ofDays(1)));
        circuit.pauseUntil(start.plusSeconds(10));

        assertThat(watched.events)
                .containsExactly(
                        new ResilienceEvent.CircuitPaused(start, circuit.name(), start.plus(Duration.ofMinutes(5))));
    }

    @Test
    void itsEndIsNotToldAsAPause() {
        circuit.pauseUntil(start.plusSeconds(20));
        watched.events.clear();

        time.advance(Duration.ofSeconds(20));
        watched.succeed();

        assertThat(watched.events).isEmpty();
    }

    @Test
    void itHoldsProbesBackToo() {
        watched.opened();
        circuit.pauseUntil(start.plusSeconds(45));
        time.advance(Duration.ofSeconds(30));

        var refusal = watched.refusal();

        assertThat(refusal)
                .hasValueSatisfying(open -> assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(15)));
        assertThat(circuit.snapshot().nextProbeAt()).contains(start.plusSeconds(45));
    }

    @Test
    void itHoldsFurtherProbesBackWhileHalfOpen() {
        watched.ripe();
        watched.acquire();

        circuit.pauseUntil(time.now().plusSeconds(5));

        assertThat(watched.refusal())
                .hasValueSatisfying(open -> assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void resetEndsIt() {
        circuit.pauseUntil(start.plusSeconds(20));

        circuit.reset("limits were raised");

        assertThat(watched.refusal()).isEmpty();
    }

    @Test
    void closingByHandEndsIt() {
        circuit.pauseUntil(start.plusSeconds(20));

        circuit.close("limits were raised");

        assertThat(watched.refusal()).isEmpty();
    }
}
