package dev.tapedeck.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The upstream's connection ends after any byte of an answer: a client never takes what it gets for whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutIT {
    private static final List<String> EVENTS =
            List.of("data: {\"delta\":\"one\"}\n\n", "data: {\"delta\":\"zwölf\"}\n\n", "data: [DONE]\n\n");
    private static final String JSON = "{\"id\":\"1\",\"text\":\"zwölf Boxkämpfer\"}";

    private final Map<String, Framed> answers =
            Arrays.stream(Framed.values()).collect(Collectors.toMap(Framed::path, Function.identity()));
    private final ScriptedUpstream upstream = ScriptedUpstream.answering(this::reply);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .withoutResilience()
            .startingOften()
            .provider("real", "openai", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);

    /** An answer as it stands on the wire. */
    private enum Framed {
        EVENTS_IN_CHUNKS("text/event-stream", EVENTS, true),
        EVENTS_WITH_LENGTH("text/event-stream", EVENTS, false),
        JSON_IN_CHUNKS("application/json", List.of(JSON.substring(0, 9), JSON.substring(9)), true),
        JSON_WITH_LENGTH("application/json", List.of(JSON), false);

        private final byte[] wire;
        private final String body;
        /** For each number of bytes on the wire, how many of the body are among them. */
        private final int[] bodyBytes;

        Framed(String type, List<String> pieces, boolean chunked) {
            body = String.join("", pieces);
            Tracked tracked = new Tracked();
            tracked.frame("HTTP/1.1 200 OK\r\ncontent-type: %s\r\n".formatted(type));
            tracked.frame(
                    chunked
                            ? "transfer-encoding: chunked\r\n\r\n"
                            : "content-length: %d\r\n\r\n".formatted(body.getBytes(UTF_8).length));
            for (String piece : pieces) {
                tracked.frame(chunked ? Integer.toHexString(piece.getBytes(UTF_8).length) + "\r\n" : "");
                tracked.body(piece);
                tracked.frame(chunked ? "\r\n" : "");
            }
            tracked.frame(chunked ? "0\r\n\r\n" : "");
            wire = tracked.wire();
            bodyBytes = tracked.bodyBytes();
        }

        String path() {
            return "/" + name();
        }

        ScriptedReply cutAfter(int bytes) {
            return new ScriptedReply.Raw(Bytes.wrap(Arrays.copyOf(wire, bytes)));
        }

        /** What of the body a client can have got, as far as it makes text. */
        String bodyUpTo(int bytes) {
            return new String(Arrays.copyOf(body.getBytes(UTF_8), bodyBytes[bytes]), UTF_8);
        }
    }

    private ScriptedReply reply(ReceivedRequest request) {
        return Objects.requireNonNull(answers.get(request.target())).cutAfter(Integer.parseInt(request.text()));
    }

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerCutAtAnyByteIsCutLiveRecordedAndReplayed(Framed framed) {
        // Given
        String cassette = "cut-" + framed.name();
        SessionUnderTest off = caller.open("nothing", "off");
        SessionUnderTest recording = caller.open(cassette, "record");

        // When
        List<RawAnswer> live = answers(off, framed);
        List<RawAnswer> recorded = answers(recording, framed);
        recording.close();
        List<RawAnswer> replayed = answers(caller.open(cassette, "replay"), framed);

        // Then
        SoftAssertions softly = new SoftAssertions();
        for (int cut = 0; cut < framed.wire.length; cut++) {
            String place = "%s cut after %d bytes".formatted(framed, cut);
            String body = framed.bodyUpTo(cut);
            if (body.isEmpty()) {
                softly.assertThat(recorded.get(cut).status()).as(place).isEqualTo(502);
            } else {
                softly.assertThat(recorded.get(cut)).as(place).isEqualTo(new RawAnswer(200, body, false));
            }
            softly.assertThat(live.get(cut)).as(place).isEqualTo(recorded.get(cut));
            softly.assertThat(replayed.get(cut)).as(place).isEqualTo(recorded.get(cut));
        }
        softly.assertAll();
        assertThat(endings(cassette)).hasSize(framed.wire.length).doesNotContain("end", "response", "incomplete");
        assertThat(answer(caller.open("nothing", "off"), framed, framed.wire.length))
                .isEqualTo(new RawAnswer(200, framed.body, true));
        Results.add("cut, %s: %d cuts, each cut live, recorded and replayed", framed, framed.wire.length);
    }

    private List<RawAnswer> answers(SessionUnderTest session, Framed framed) {
        return IntStream.range(0, framed.wire.length)
                .mapToObj(cut -> answer(session, framed, cut))
                .toList();
    }

    private RawAnswer answer(SessionUnderTest session, Framed framed, int cut) {
        try (RawClient client = RawClient.connected(process)) {
            return client.post(session.door("real") + framed.path(), Integer.toString(cut))
                    .readAnswer();
        }
    }

    /** How the tape says that each call ended: the kind of its outcome, or the end of its stream. */
    private List<String> endings(String cassette) {
        JsonNode page = caller.get("/api/v1/cassettes/%s/interactions?limit=500".formatted(cassette))
                .json()
                .path("data");
        return StreamSupport.stream(page.spliterator(), false)
                .map(row -> caller.get("/api/v1/cassettes/%s/interactions/%d"
                                .formatted(cassette, row.path("number").asInt()))
                        .json()
                        .path("outcome"))
                .map(outcome -> outcome.path("end").asText(outcome.path("kind").asText()))
                .toList();
    }
}
