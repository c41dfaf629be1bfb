package dev.tapedeck.provider.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerSentEventsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInThreeWays(String end) {
        String body = String.join(end, "event: a", "data: 1", "", "data: 2", "", "");

        List<String> data = ServerSentEvents.data(body);

        assertThat(data).containsExactly("1", "2");
    }

    @Test
    void severalLinesOfDataAreOneEvent() {
        List<String> data = ServerSentEvents.data("data: {\ndata: }\n\n");

        assertThat(data).containsExactly("{\n}");
    }

    @Test
    void onlyOneSpaceAfterTheColonIsDropped() {
        List<String> data = ServerSentEvents.data("data:tight\n\ndata:  wide\n\n");

        assertThat(data).containsExactly("tight", " wide");
    }

    @Test
    void commentsAndOtherFieldsAreLeftOut() {
        List<String> data = ServerSentEvents.data(": OPENROUTER PROCESSING\n\nid: 7\nretry: 1\ndata: x\n\n");

        assertThat(data).containsExactly("x");
    }

    @Test
    void theLastEventNeedsNoEnd() {
        List<String> data = ServerSentEvents.data("data: 1\n\ndata: 2");

        assertThat(data).containsExactly("1", "2");
    }
}
