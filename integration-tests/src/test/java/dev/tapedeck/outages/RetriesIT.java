package dev.tapedeck.outages;

import static dev.tapedeck.outages.Outages.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.outages.Outages.Outage;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made again at a provider that fails, and what isn't. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetriesIT {
    private static final ScriptedReply GOOD = ScriptedReply.json("{\"choices\":[]}");
    private static final String ROLE =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
    private static final String CONTENT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final Outages outages = new Outages();

    @AfterAll
    void end() {
        outages.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void aTransientErrorIsRetriedAndTheClientSeesOnlyTheSuccess(int status) {
        Outage flapping = outages.provider(ScriptedReply.json(status, "{}"), GOOD);

        Answered answer = flapping.call();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Tapedeck-Attempts")).isEqualTo("2");
        assertThat(flapping.received())
                .hasSize(2)
                .extracting(request -> request.body())
                .containsOnly(Bytes.utf8(Outages.QUESTION));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422})
    void whatIsTheClientsMatterIsPassedOnAtOnce(int status) {
        Outage strict = outages.provider(ScriptedReply.json(status, "{\"n\":1}"), GOOD);

        Answered answer = strict.call();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo("{\"n\":1}");
        assertThat(strict.received()).hasSize(1);
    }

    @Test
    void theProviderMaySayItselfWhetherToRetry() {
        Outage no = outages.provider(refusal(500, "x-should-retry", "false"), GOOD);
        Outage yes = outages.provider(refusal(409, "x-should-retry", "true"), GOOD);

        assertThat(List.of(no.call().status(), yes.call().status())).containsExactly(500, 200);
    }

    @Test
    void statusAndBodyOfTheLastFailureReachTheClientUnchanged() {
        Outage down = outages.provider(
                ScriptedReply.json(500, "{\"n\":1}"),
                ScriptedReply.json(502, "{\"n\":2}"),
                ScriptedReply.json(529, "{\"n\":3, \"ü\": 1.0}"));

        Answered answer = down.call();

        assertThat(answer.status()).isEqualTo(529);
        assertThat(answer.text()).isEqualTo("{\"n\":3, \"ü\": 1.0}");
        assertThat(answer.header("Tapedeck-Attempts")).isEqualTo("3");
        assertThat(answer.header("x-should-retry")).isEqualTo("false");
        assertThat(down.received()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 20", ""})
    void aConnectionThatBreaksBeforeTheFirstByteOfTheBodyIsRetried(String sent) {
        Outage breaking = outages.provider(new ScriptedReply.Raw(Bytes.utf8(sent)), GOOD);

        assertThat(breaking.call().status()).isEqualTo(200);
        assertThat(breaking.received()).hasSize(2);
    }

    @Test
    void aBodyThatBreaksInTheMiddleIsPassedOnAndNotRetried() {
        String half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"half\":";
        Outage breaking = outages.provider(new ScriptedReply.Raw(Bytes.utf8(half)), GOOD);

        RawAnswer answer = raw(breaking, Outages.QUESTION);

        assertThat(answer.body()).isEqualTo("{\"half\":");
        assertThat(breaking.received()).hasSize(1);
    }

    @Test
    void retryAfterInSecondsIsKept() {
        Outage limited = outages.provider(refusal(429, "retry-after", "1"), GOOD);
        long start = System.nanoTime();

        Answered answer = limited.call();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void retryAfterAsADateIsKept() {
        Instant end = Instant.now().plusSeconds(2);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC));
        Outage limited = outages.provider(refusal(429, "retry-after", date), GOOD);

        Answered answer = limited.call();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(end.getEpochSecond()));
    }

    @Test
    void aWaitThatDoesNotFitIsPassedOnAtOnceWithTheWaitInIt() {
        Outage limited = outages.provider(refusal(429, "retry-after", "30"), GOOD);
        long start = System.nanoTime();

        Answered answer = limited.call();

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("30");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSlowProviderIsGivenUpWhenTheTotalTimeIsOver() {
        Gate never = Gate.closed();
        Outage slow = outages.provider(request -> {
            never.await();
            return GOOD;
        });
        long start = System.nanoTime();

        Answered answer = slow.call();
        never.open();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("tapedeck_upstream_timeout", "total-timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(10));
        assertThat(slow.received()).hasSize(1);
    }

    @Test
    void aStreamThatDiesBeforeItsContentIsRetried() {
        Outage dying = outages.provider(
                ScriptedReply.events(wire -> {
                    wire.sendChunk(ROLE);
                    throw Wire.cut();
                }),
                ScriptedReply.events(List.of("data: {\"error\":{\"type\":\"server_error\",\"message\":\"no\"}}\n\n")),
                ScriptedReply.events(List.of(ROLE, CONTENT, DONE)));

        Answered answer = dying.post("/chat/completions", STREAMED);

        assertThat(answer.text()).isEqualTo(ROLE + CONTENT + DONE);
        assertThat(answer.header("Tapedeck-Attempts")).isEqualTo("3");
    }

    @Test
    void aStreamThatDiesAfterItsContentIsCutForTheClientTooAndNeverMadeAgain() {
        Outage dying = outages.provider(
                ScriptedReply.events(wire -> {
                    wire.sendChunk(ROLE);
                    wire.sendChunk(CONTENT);
                    throw Wire.cut();
                }),
                ScriptedReply.events(List.of(ROLE, CONTENT, DONE)));

        RawAnswer answer = raw(dying, STREAMED);

        assertThat(answer.body()).isEqualTo(ROLE + CONTENT);
        assertThat(answer.whole()).isFalse();
        assertThat(dying.received()).hasSize(1);
    }

    @Test
    void anEffectIsMadeExactlyOnce() {
        Outage down = outages.provider(ScriptedReply.json(503, "{}"), GOOD);

        Answered answer = down.post("/batches", "{\"input_file_id\":\"file-1\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(down.received()).hasSize(1);
    }

    @Test
    void aDryRunRefusesEffectsBeforeTheyStart() {
        Outage fine = outages.provider(GOOD);

        Answered refused = fine.post("/batches", "{\"input_file_id\":\"file-1\"}", "Tapedeck-Read-Only", "true");
        Answered read = fine.call("Tapedeck-Read-Only", "true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("READ_ONLY_VIOLATION");
        assertThat(read.status()).isEqualTo(200);
        assertThat(fine.received()).hasSize(1);
    }

    @Test
    void aClientMayForbidRetriesOrMakeThemItself() {
        Outage down = outages.provider(ScriptedReply.json(503, "{}"));

        List<Answered> answers =
                List.of(down.call("Tapedeck-Retry", "never"), down.call("x-stainless-retry-count", "1"));

        assertThat(answers)
                .extracting(answer -> answer.header("Tapedeck-Attempts"))
                .containsExactly("1", "1");
        assertThat(down.received()).hasSize(2);
    }

    @Test
    void aBodyThatIsTooLargeToBeKeptIsSentOnceAndTheAnswerSaysSo() {
        Outage down = outages.provider(ScriptedReply.json(503, "{}"), GOOD);

        Answered answer = down.post("/chat/completions", "{\"x\":\"" + "x".repeat(8 * 1_024 * 1_024) + "\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Tapedeck-Retry")).isEqualTo("never");
        assertThat(down.received()).hasSize(1);
    }

    @Test
    void aRecordingIsTheOutcomeAfterTheRetries() {
        Outage flapping = outages.provider(ScriptedReply.json(503, "{}"), ScriptedReply.json(503, "{}"), GOOD);

        Answered recorded = flapping.call("Tapedeck-Cassette", "after-retries", "Tapedeck-Mode", "record");
        Answered replayed = flapping.call("Tapedeck-Cassette", "after-retries", "Tapedeck-Mode", "replay");

        assertThat(recorded.header("Tapedeck-Attempts")).isEqualTo("3");
        assertThat(replayed.header("Tapedeck-Attempts")).isEqualTo("0");
        assertThat(List.of(recorded.text(), replayed.text())).containsOnly("{\"choices\":[]}");
        assertThat(flapping.received()).hasSize(3);
        assertThat(outages.caller
                        .get("/api/v1/cassettes/after-retries/interactions/1")
                        .json()
                        .path("attempts")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aReplayedFailureSaysAsTheRecordedOneThatRetriesWereMade() {
        Outage down = outages.provider(ScriptedReply.json(503, "{}"));

        Answered recorded = down.call("Tapedeck-Cassette", "retried-in-vain", "Tapedeck-Mode", "record");
        Answered replayed = down.call("Tapedeck-Cassette", "retried-in-vain", "Tapedeck-Mode", "replay");

        assertThat(List.of(recorded, replayed))
                .extracting(answer -> answer.header("x-should-retry"))
                .containsExactly("false", "false");
    }

    private RawAnswer raw(Outage outage, String json) {
        try (RawClient client = outages.rawClient()) {
            return client.post(outages.baseUrl() + outage.door() + "/chat/completions", json)
                    .readAnswer();
        }
    }

    private static ScriptedReply refusal(int status, String header, String value) {
        return new ScriptedReply.Whole(
                status, Map.of("content-type", "application/json", header, value), Bytes.utf8("{}"));
    }
}
