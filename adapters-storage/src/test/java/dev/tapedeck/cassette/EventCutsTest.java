package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCutsTest {
    private static List<String> cut(String type, String body) {
        return EventCuts.of(type, Bytes.utf8(body)).stream()
                .map(chunk -> chunk.bytes().text())
                .toList();
    }

    @Test
    void eventsAreCutBehindTheirBlankLineOfWhicheverKind() {
        assertThat(cut("text/event-stream", "data: 1\n\ndata: 2\r\n\r\ndata: 3\r\rdata: 4\n"))
                .containsExactly("data: 1\n\n", "data: 2\r\n\r\n", "data: 3\r\r", "data: 4\n");
    }

    @Test
    void commentsAndSeveralLinesStayWithTheirEvent() {
        assertThat(cut("text/event-stream", ": hello\n\nevent: a\ndata: 1\ndata: 2\n\n\n\ndata: 3"))
                .containsExactly(": hello\n\n", "event: a\ndata: 1\ndata: 2\n\n\n\n", "data: 3");
    }

    @Test
    void anErrorThatIsNoEventStaysWhole() {
        assertThat(cut("text/event-stream", "{\n  \"error\": 1\n}\n")).containsExactly("{\n  \"error\": 1\n}\n");
    }

    @Test
    void linesAreCutBehindEachLine() {
        assertThat(cut("application/x-ndjson", "{}\n{}\r\n{}")).containsExactly("{}\n", "{}\r\n", "{}");
    }

    @Test
    void messagesOfAmazonAreCutByTheirLength() {
        Bytes first = message(20);
        Bytes second = message(16);

        List<Chunk> cut = EventCuts.of("application/vnd.amazon.eventstream", Bytes.concat(List.of(first, second)));

        assertThat(cut).extracting(Chunk::bytes).containsExactly(first, second);
    }

    @Test
    void aMessageWhoseLengthIsWrongStaysWithTheRest() {
        Bytes broken = Bytes.concat(List.of(message(20), Bytes.utf8("\0\0\0\0 and more")));

        assertThat(EventCuts.of("application/vnd.amazon.eventstream", broken)).hasSize(2);
    }

    private static Bytes message(int length) {
        return Bytes.wrap(ByteBuffer.allocate(length).putInt(length).array());
    }

    @Test
    void aStreamOfMoreEventsThanOneWantsToKeepEndsInOnePiece() {
        List<Chunk> cut = EventCuts.of("text/event-stream", Bytes.utf8("data: x\n\n".repeat(20_000)));

        assertThat(cut).hasSize(10_001);
        assertThat(Chunk.joined(cut).length()).isEqualTo(9 * 20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "application/vnd.amazon.eventstream"})
    void noByteIsLostWhateverTheBody(String type) {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] body = new byte[random.nextInt(60)];
            for (int at = 0; at < body.length; at++) {
                body[at] = (byte) "\r\n\n\0\0\ndata: \r".charAt(random.nextInt(13));
            }

            List<Chunk> cut = EventCuts.of(type, Bytes.wrap(body));

            assertThat(Chunk.joined(cut)).isEqualTo(Bytes.wrap(body));
        }
    }
}
