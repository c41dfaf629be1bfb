package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client has seen whole survives SIGKILL; what was under way is owned up to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurabilityIT {
    private static final String REQUEST = "{\"ask\":\"something\"}";
    private static final List<String> EVENTS = List.of("data: one\n\n", "data: two\n\n", "data: [DONE]\n\n");

    private final ScriptedUpstream upstream = ScriptedUpstream.answering(this::reply);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .provider("real", "openai", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);

    private ScriptedReply reply(ReceivedRequest request) {
        return switch (request.target()) {
            case "/events" -> ScriptedReply.events(EVENTS);
            case "/second-hangs" -> hangsAtTheSecond(request);
            default -> ScriptedReply.json("{\"answer\":%d}".formatted(request.number()));
        };
    }

    private ScriptedReply hangsAtTheSecond(ReceivedRequest request) {
        long before = upstream.received().stream()
                .filter(other -> other.target().equals(request.target()) && other.number() < request.number())
                .count();
        return before != 1
                ? ScriptedReply.json("{\"answer\":%d}".formatted(before))
                : ScriptedReply.events(wire -> {
                    wire.sendChunk("data: never finished\n\n");
                    wire.awaitGone();
                });
    }

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    @Test
    void aJsonAnswerThatWasDeliveredIsThereAfterKill9() {
        SessionUnderTest recording = caller.open("killed-json", "record");
        Answered live = caller.post(recording.door("real") + "/json", REQUEST);

        process.kill9();
        process.restart();

        assertThat(replay("killed-json", "/json").text()).isEqualTo(live.text()).contains("answer");
    }

    @Test
    void aStreamThatWasDeliveredIsThereAfterKill9() {
        SessionUnderTest recording = caller.open("killed-events", "record");
        Answered live = caller.post(recording.door("real") + "/events", REQUEST);

        process.kill9();
        process.restart();

        assertThat(replay("killed-events", "/events").text())
                .isEqualTo(live.text())
                .isEqualTo(String.join("", EVENTS));
    }

    @Test
    void aCallUnderWayAtKill9KeepsItsPlaceAndIsReportedAsIncomplete() {
        SessionUnderTest recording = caller.open("killed-midway", "record");
        String door = recording.door("real") + "/second-hangs";
        Answered first = caller.post(door, REQUEST);
        try (RawClient hanging = RawClient.connected(process)) {
            hanging.post(door, REQUEST).readUntil("never finished");
            Answered third = caller.post(door, REQUEST);
            process.kill9();
            process.restart();

            SessionUnderTest session = caller.open("killed-midway", "replay");
            String replayDoor = session.door("real") + "/second-hangs";
            assertThat(caller.post(replayDoor, REQUEST).text()).isEqualTo(first.text());
            Answered incomplete = caller.post(replayDoor, REQUEST);
            assertThat(incomplete.status()).isEqualTo(502);
            assertThat(incomplete.json().path("error").path("code").asText()).isEqualTo("tapedeck_upstream_incomplete");
            assertThat(caller.post(replayDoor, REQUEST).text()).isEqualTo(third.text());
        }

        JsonNode interactions = caller.get("/api/v1/cassettes/killed-midway/interactions")
                .json()
                .path("data");
        assertThat(interactions).hasSize(3);
        assertThat(interactions.get(1).toString()).contains("incomplete");
    }

    private Answered replay(String cassette, String path) {
        return caller.post(caller.open(cassette, "replay").door("real") + path, REQUEST);
    }
}
