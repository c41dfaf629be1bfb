package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through the gateway that name a run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunCallsIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String JSON =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String STREAM =
            "{\"stream\":true,\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String ANSWER =
            "{\"model\":\"gpt-4o-mini\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}],"
                    + "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,\"total_tokens\":1100}}";
    private static final List<String> EVENTS = List.of(
            "data: {\"model\":\"gpt-4o-mini\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}\n\n",
            "data: {\"model\":\"gpt-4o-mini\",\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,\"total_tokens\":1100}}\n\n",
            "data: [DONE]\n\n");

    private final ScriptedUpstream upstream = ScriptedUpstream.answering(RunCallsIT::reply);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .withoutResilience()
            .provider("real", "openai", upstream.baseUrl())
            .start();
    private final RunCaller runs = RunCaller.of(process);

    @AfterAll
    void end() {
        runs.close();
        process.close();
        upstream.close();
    }

    private static ScriptedReply reply(ReceivedRequest request) throws IOException {
        if (request.text().contains("refuse")) {
            return ScriptedReply.json(429, "{\"error\":{\"message\":\"slow down\"}}");
        }
        if (request.text().contains("zip")) {
            return new ScriptedReply.Whole(
                    200, Map.of("content-type", "application/json", "content-encoding", "gzip"), zipped());
        }
        return request.text().contains("\"stream\":true") ? ScriptedReply.events(EVENTS) : ScriptedReply.json(ANSWER);
    }

    private static Bytes zipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(Bytes.utf8(ANSWER).array());
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private Answered call(String run, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Tapedeck-Run";
        all[headers.length + 1] = run;
        return runs.caller().post(process.baseUrl() + "/llm/real/v1/chat/completions", body, all);
    }

    private List<JsonNode> calls(String run, int count) {
        return Awaitility.await().atMost(SOON).until(() -> runs.entries(run), entries -> entries.size() >= count);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, STREAM})
    void aCallThatIsRecordedAndOneThatIsPlayedShowWhatTheyWere(String body) {
        // Given
        String run = runs.start(body.equals(JSON) ? "with-json" : "with-stream");
        String cassette = "tape-of-" + run;

        // When
        Answered recorded = call(run, body, "Tapedeck-Cassette", cassette, "Tapedeck-Mode", "record");
        Answered played = call(run, body, "Tapedeck-Cassette", cassette, "Tapedeck-Mode", "replay");

        // Then
        assertThat(played.text()).isEqualTo(recorded.text());
        List<JsonNode> calls = calls(run, 2);
        assertThat(each(calls, "outcome")).containsExactly("recorded", "replayed");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.path("kind").asText()).isEqualTo("call");
            assertThat(call.path("provider").asText()).isEqualTo("real");
            assertThat(call.path("model").asText()).isEqualTo("gpt-4o-mini");
            assertThat(call.path("inputTokens").asInt()).isEqualTo(1_000);
            assertThat(call.path("outputTokens").asInt()).isEqualTo(100);
            assertThat(call.path("httpStatus").asInt()).isEqualTo(200);
            assertThat(call.path("interaction").asText()).isEqualTo(cassette + "/1");
        });
        assertThat(calls.getFirst().path("cost").decimalValue()).isEqualByComparingTo("0.00021");
        assertThat(calls.getLast().has("cost")).isFalse();
        JsonNode counts = runs.run(run).path("counts");
        assertThat(counts.path("calls").asInt()).isEqualTo(2);
        assertThat(counts.path("inputTokens").asInt()).isEqualTo(2_000);
        assertThat(counts.path("cost").decimalValue()).isEqualByComparingTo("0.00021");
    }

    @Test
    void aBuildThatIsStartedForARunIsInItsTimeline() {
        // When
        Answered started = runs.caller()
                .post(
                        process.baseUrl() + "/api/v1/builds",
                        "{\"pipeline\":\"team-report\"}",
                        "Tapedeck-Run",
                        "builds-something");

        // Then
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(runs.entries("builds-something"))
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.path("build").asText())
                                .isEqualTo(started.json().path("id").asText())));
    }

    @Test
    void aRunThatNobodyBeganIsBegunByItsFirstCall() {
        // When
        call("nobody-began", JSON);

        // Then
        Awaitility.await()
                .atMost(SOON)
                .until(() -> runs.run("nobody-began").path("status").asText().equals("running"));
        assertThat(runs.run("nobody-began").path("name").asText()).isEqualTo("nobody-began");
        assertThat(each(calls("nobody-began", 1), "outcome")).containsExactly("live");
    }

    @Test
    void callsThatFailShowWhy() {
        // Given
        call("failing", JSON.replace("hello", "other"), "Tapedeck-Cassette", "other", "Tapedeck-Mode", "record");

        // When
        call("failing", JSON.replace("hello", "refuse"));
        call("failing", JSON, "Tapedeck-Cassette", "other", "Tapedeck-Mode", "replay");

        // Then
        List<JsonNode> calls = calls("failing", 3);
        assertThat(calls.get(1).path("httpStatus").asInt()).isEqualTo(429);
        assertThat(calls.getLast().path("outcome").asText()).isEqualTo("miss");
        assertThat(calls.getLast().path("failure").asText()).isNotEmpty();
        assertThat(runs.run("failing").at("/counts/failedCalls").asInt()).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesZippedIsCountedToo() {
        // When
        call("zipped", JSON.replace("hello", "zip"), "Accept-Encoding", "gzip");

        // Then
        JsonNode call = calls("zipped", 1).getFirst();
        assertThat(call.path("inputTokens").asInt()).as(call.toString()).isEqualTo(1_000);
    }

    @Test
    void whatWasCalledBeforeTheEndStandsBeforeIt() {
        // Given
        String run = runs.start("ends-at-once");
        call(run, JSON);

        // When
        runs.finish(run, "completed");

        // Then
        assertThat(each(runs.entries(run), "kind")).containsExactly("call", "status");
    }

    @Test
    void aRunThatACallHasBegunIsThereAtOnce() {
        for (int at = 0; at < 20; at++) {
            // When
            call("begun-" + at, JSON);
            Answered written = runs.write("begun-" + at, RunCaller.action("then"));

            // Then
            assertThat(written.status()).as(written.text()).isEqualTo(201);
            assertThat(each(runs.entries("begun-" + at), "kind")).containsExactly("call", "action");
        }
    }

    @Test
    void aHostileIdInTheHeaderIsRefusedAndBeginsNothing() {
        // When
        List<Answered> refused = List.of(call("../../etc", JSON), call(".hidden", JSON), call("nul", JSON));

        // Then
        assertThat(refused).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(runs.all(RunCaller.RUNS + "?limit=500"))
                .noneMatch(run -> run.path("id").asText().matches("\\.\\..*|\\.hidden|nul"));
    }
}
