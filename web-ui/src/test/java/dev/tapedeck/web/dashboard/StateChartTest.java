package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitBreaker;
import dev.tapedeck.resilience.CircuitName;
import dev.tapedeck.resilience.CircuitSettings;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.web.dashboard.StateChart.Stretch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateChartTest {
    private final VirtualTime time = new VirtualTime();
    private final CircuitBreaker circuit = new CircuitBreaker(
            CircuitName.of(new ServiceName("provider.openai")), () -> CircuitSettings.DEFAULT, time, event -> {});

    private StateChart chart() {
        return StateChart.of(circuit.snapshot(), time.now());
    }

    @Test
    void aCircuitThatNeverMovedIsOneStretch() {
        // When
        StateChart chart = chart();

        // Then
        assertThat(chart.stretches())
                .containsExactly(new Stretch("closed", 0, 600, "closed from 01:00:00 to 02:00:00 UTC"));
        assertThat(chart.summary()).isEqualTo("closed for the whole hour.");
        assertThat(chart.from()).isEqualTo("01:00");
        assertThat(chart.to()).isEqualTo("02:00");
    }

    @Test
    void eachStateHasAStretchAsLongAsItHeld() {
        // Given
        circuit.open("to see it");
        time.advance(Duration.ofMinutes(6));
        circuit.close("enough");
        time.advance(Duration.ofMinutes(24));

        // When
        StateChart chart = chart();

        // Then
        assertThat(chart.stretches()).extracting(Stretch::state).containsExactly("closed", "open", "closed");
        assertThat(chart.stretches()).extracting(Stretch::width).containsExactly(300.0, 60.0, 240.0);
        assertThat(chart.stretches()).extracting(Stretch::x).containsExactly(0.0, 300.0, 360.0);
        assertThat(chart.summary()).isEqualTo("2 transitions in the last hour; now closed.");
    }

    @Test
    void aStateThatHeldForMomentsIsStillSeen() {
        // Given
        circuit.open("to see it");
        time.advance(Duration.ofMillis(1));

        // When
        Stretch last = chart().stretches().getLast();

        // Then
        assertThat(last.state()).isEqualTo("open");
        assertThat(last.width()).isEqualTo(2);
        assertThat(last.x()).isEqualTo(598);
    }
}
