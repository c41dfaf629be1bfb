package dev.tapedeck.web.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlHeadersTest {
    @Test
    void withoutAnyHeaderTheLaneIsMain() {
        ControlHeaders control = ControlHeaders.of(Headers.of("accept", "*/*"));

        assertThat(control.lane()).isEqualTo(Lane.MAIN);
        assertThat(control.mode()).isEmpty();
    }

    @Test
    void namesAreReadInAnyCase() {
        ControlHeaders control =
                ControlHeaders.of(Headers.of("tapedeck-mode", "auto", "TAPEDECK-LANE", "a", "Tapedeck-Cassette", "c"));

        assertThat(control.mode()).contains(Mode.AUTO);
        assertThat(control.lane().name()).isEqualTo("a");
        assertThat(control.cassette().orElseThrow().value()).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        "Tapedeck-Mode, rekord",
        "Tapedeck-Lane, a/b",
        "Tapedeck-Cassette, ../x",
        "Tapedeck-Session, a b",
        "Tapedeck-Run, .hidden",
        "Tapedeck-Retry, always"
    })
    void aMalformedValueIsRefusedByTheNameOfItsHeader(String name, String value) {
        assertThatThrownBy(() -> ControlHeaders.of(Headers.of(name, value)))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining(name);
    }

    @Test
    void aMisspeltHeaderIsRefusedWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> ControlHeaders.of(Headers.of("Tapedeck-Casette", "x")))
                .hasMessageContaining("Tapedeck-Casette")
                .hasMessageContaining("Did you mean 'Tapedeck-Cassette'?");
    }

    @Test
    void aHeaderThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> ControlHeaders.of(Headers.of("Tapedeck-Mode", "auto", "Tapedeck-Mode", "replay")))
                .hasMessageContaining("Tapedeck-Mode");
    }

    @Test
    void nothingOfTapedecksIsForwardedButWhatTheSimulatorReads() {
        Headers headers = Headers.of(
                "Tapedeck-Mode",
                "auto",
                "Tapedeck-Simulate",
                "status=429",
                "Connection",
                "x-hop",
                "x-hop",
                "1",
                "x-mine",
                "2");

        assertThat(ControlHeaders.forwarded(headers))
                .isEqualTo(Headers.of("Tapedeck-Simulate", "status=429", "x-mine", "2"));
    }
}
