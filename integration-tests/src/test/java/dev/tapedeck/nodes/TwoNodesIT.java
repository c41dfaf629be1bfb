package dev.tapedeck.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two packaged nodes share cassettes and sessions in one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {
    private static final String SAME = "{\"ask\":\"the same\"}";

    private final ScriptedUpstream upstream =
            ScriptedUpstream.answering(request -> ScriptedReply.json("{\"answer\":%d}".formatted(request.number())));
    private final PostgreSqlServer server = PostgreSqlServer.started();
    private final TapedeckProcess first = node();
    private final TapedeckProcess second = node();
    private final Caller a = Caller.of(first);
    private final Caller b = Caller.of(second);

    private TapedeckProcess node() {
        return server.node().provider("real", "openai", upstream.baseUrl()).start();
    }

    @AfterAll
    void end() {
        a.close();
        b.close();
        first.close();
        second.close();
        server.close();
        upstream.close();
    }

    @Test
    void whatBothNodesRecordedIsOnOneTapeAndASharedReplayHandsItOutOnce() {
        // Given
        SessionUnderTest recording = a.open("shared", "record");
        List<String> recorded = atOnce(60, i -> ask(i, recording).text());
        int recordedCalls = new SessionUnderTest(b, second.baseUrl(), recording.id()).counter("recorded");
        recording.close();

        // When
        SessionUnderTest replay = b.open("shared", "replay");
        List<String> played = atOnce(60, i -> ask(i, replay).text());

        // Then
        assertThat(recordedCalls).isEqualTo(60);
        assertThat(played).containsExactlyInAnyOrderElementsOf(recorded).doesNotHaveDuplicates();
        assertThat(ask(0, replay).status()).isEqualTo(410);
        assertThat(a.get("/api/v1/sessions/" + replay.id()).json().path("counters"))
                .isEqualTo(replay.view().path("counters"));
        assertThat(a.delete("/api/v1/sessions/" + replay.id())
                        .json()
                        .path("counters")
                        .path("replayed")
                        .asInt())
                .isEqualTo(60);
        assertThat(ask(1, replay).json().path("error").path("code").asText()).isEqualTo("tapedeck_unknown_session");
    }

    @Test
    void whenOneNodeIsKilledTheOtherGoesOnWithWhatTheyShared() {
        // Given
        SessionUnderTest recording = a.open("survives", "record");
        List<String> recorded = List.of(
                ask(0, recording).text(),
                ask(1, recording).text(),
                ask(0, recording).text());
        recording.close();
        SessionUnderTest replay = a.open("survives", "replay");
        String playedByFirst = ask(0, replay).text();
        String playedBySecond = ask(1, replay).text();

        // When
        first.kill9();
        String afterwards = ask(1, replay).text();

        // Then
        assertThat(List.of(playedByFirst, playedBySecond, afterwards)).isEqualTo(recorded);
        first.restart();
        assertThat(ask(0, replay).status()).isEqualTo(410);
    }

    @Test
    void whileTheServerIsDownReplayIsRefusedAndOffGoesOnUntilItIsBack() {
        // Given
        SessionUnderTest recording = a.open("outage", "record");
        String recorded = ask(0, recording).text();
        recording.close();
        SessionUnderTest replay = a.open("outage", "replay");

        // When
        server.stop();
        Answered refused = ask(0, replay);
        Answered off = a.post("/llm/real/v1/chat/completions", SAME);
        server.restart();

        // Then
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("tapedeck_store_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.text()).contains("jdbc:postgresql://127.0.0.1:", "can't be reached");
        assertThat(off.status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ask(0, replay).text()).isEqualTo(recorded));
        assertThat(ask(1, replay).status()).isEqualTo(410);
    }

    @Test
    void aServerThatIsKnownToBeDownKeepsNobodyWaitingUntilItIsBack() {
        // Given
        SessionUnderTest recording = a.open("known-outage", "record");
        String recorded = ask(0, recording).text();
        recording.close();
        SessionUnderTest replay = a.open("known-outage", "replay");

        // When
        server.stop();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            ask(0, replay);
            return storeCircuit().path("state").asText().equals("OPEN");
        });
        Answered refused = ask(0, replay);
        server.restart();

        // Then
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("tapedeck_store_unavailable", "circuit of 'cassette-store'");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ask(0, replay).text()).isEqualTo(recorded));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            ask(0, replay);
            return storeCircuit().path("state").asText().equals("CLOSED");
        });
    }

    private JsonNode storeCircuit() {
        return a.get("/api/v1/circuits/cassette-store").json();
    }

    /** A call through the one node or the other. */
    private Answered ask(int node, SessionUnderTest session) {
        TapedeckProcess process = node % 2 == 0 ? first : second;
        return (node % 2 == 0 ? a : b)
                .post(process.baseUrl() + "/session/" + session.id() + "/llm/real/v1/chat/completions", SAME);
    }

    private static <T> List<T> atOnce(int times, IntFunction<T> deed) {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            return IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> deed.apply(i), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}
