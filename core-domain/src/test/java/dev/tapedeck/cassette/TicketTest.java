package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {
    private static Optional<String> modelOf(String body) {
        return Examples.ticket(Examples.post(Bytes.utf8(body))).model();
    }

    @Test
    void theModelIsThatOfTheBody() {
        assertThat(modelOf("{\"model\":\"gpt-5\"}")).contains("gpt-5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\t"})
    void aBlankModelIsNone(String name) {
        assertThat(modelOf("{\"model\":\"%s\"}".formatted(name))).isEmpty();
    }
}
