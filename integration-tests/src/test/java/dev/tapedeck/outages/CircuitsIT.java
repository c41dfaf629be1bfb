package dev.tapedeck.outages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.outages.Outages.Outage;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Crowd;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A provider that is down is left alone, and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CircuitsIT {
    private static final ScriptedReply GOOD = ScriptedReply.json("{\"choices\":[]}");
    private static final ScriptedReply DOWN = ScriptedReply.json(503, "{\"down\":true}");
    private static final int OUTAGE = 1_000;
    /** With the default budget: a fifth of the calls, what is in reserve, and as much again for a minute of testing. */
    private static final int BUDGETED = OUTAGE * 12 / 10 + 10 + 10;

    private final Outages outages = new Outages();

    @AfterAll
    void end() {
        outages.close();
    }

    @Test
    void whileItIsOpenNothingReachesTheProviderAndTheClientIsToldWhenToComeBack() {
        Outage down = opened();
        int before = down.received().size();

        Answered refused = down.call();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("tapedeck_circuit_open", "http_503");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("Tapedeck-Attempts")).isEqualTo("0");
        assertThat(refused.header("Tapedeck-Outcome")).isEqualTo("rejected");
        assertThat(down.received()).hasSize(before);
        assertThat(down.circuit().path("state").asText()).isEqualTo("OPEN");
    }

    @Test
    void aThousandCallsDuringAnOutageAreNotMultiplied() {
        Outage down = outages.provider(DOWN);

        List<Integer> statuses = many(down);

        assertThat(statuses).hasSize(OUTAGE).containsOnly(503);
        assertThat(down.received().size()).isLessThanOrEqualTo(OUTAGE * 11 / 10);
        assertThat(down.circuit().path("budget").path("amplification").asDouble())
                .isLessThanOrEqualTo(1.1);
    }

    @Test
    void aProviderThatFailsMostlyButNeverOpensItsCircuitGetsNoMoreThanTheBudgetAllows() {
        AtomicInteger asked = new AtomicInteger();
        Outage flaky = outages.provider(request -> asked.incrementAndGet() % 5 == 0 ? GOOD : DOWN);
        outages.caller.send(outages.caller
                .to("/api/v1/policies/provider." + flaky.id())
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString("{\"circuit\":{\"failureThreshold\":100}}")));

        many(flaky);

        assertThat(flaky.circuit().path("transitions")).isEmpty();
        assertThat(flaky.received().size()).isBetween(OUTAGE, BUDGETED);
    }

    @Test
    void aRateLimitWithoutAnEndGetsNoMoreThanTheBudgetAllows() {
        Outage limited = outages.provider(ScriptedReply.json(429, "{}"));

        List<Integer> statuses = many(limited);

        assertThat(statuses).containsOnly(429);
        assertThat(limited.circuit().path("transitions")).isEmpty();
        assertThat(limited.received().size()).isBetween(OUTAGE, BUDGETED);
    }

    @Test
    void withoutACircuitTheBudgetAloneKeepsRetriesFromMultiplying() {
        Outage down = outages.provider(DOWN);
        outages.caller.send(outages.caller
                .to("/api/v1/policies/provider." + down.id())
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"circuit\":{\"enabled\":false},\"retry\":{\"budget\":{\"ratio\":0.05}}}")));

        many(down);

        assertThat(down.received().size()).isBetween(OUTAGE, OUTAGE * 11 / 10);
    }

    @Test
    void whenTheProviderIsBackAgainProbesCloseTheCircuit() {
        Outage down = opened();
        down.becomes(request -> GOOD);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> down.call().status() == 200);
        down.call();

        assertThat(down.circuit().path("state").asText()).isEqualTo("CLOSED");
        assertThat(down.circuit().path("transitions").findValuesAsText("to"))
                .containsExactly("OPEN", "HALF_OPEN", "CLOSED");
    }

    @Test
    void whileItIsOpenNothingButProbesReachesTheProvider() {
        Outage down = opened();
        int before = down.received().size();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    down.call();
                    return down.received().size() > before;
                });
        int probes = down.received().size() - before;
        int halfOpen = (int) down.circuit().path("transitions").findValuesAsText("to").stream()
                .filter("HALF_OPEN"::equals)
                .count();

        assertThat(probes).isLessThanOrEqualTo(2 * halfOpen);
        assertThat(down.circuit().path("state").asText()).isEqualTo("OPEN");
    }

    @Test
    void oneClientsBadPromptsDoNotOpenItForOthers() {
        Outage strict = outages.provider(ScriptedReply.json(400, "{}"));

        List<Integer> statuses =
                IntStream.range(0, 50).mapToObj(any -> strict.call().status()).toList();

        assertThat(statuses).containsOnly(400);
        assertThat(strict.circuit().path("state").asText()).isEqualTo("CLOSED");
        assertThat(strict.circuit().path("failures").asInt()).isZero();
    }

    @Test
    void streamsThatDieAfterTheirContentOpenItToo() {
        Outage dying = outages.provider(ScriptedReply.events(wire -> {
            wire.sendChunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n");
            throw Wire.cut();
        }));

        for (int i = 0; i < 5; i++) {
            try (RawClient client = outages.rawClient()) {
                client.post(outages.baseUrl() + dying.door() + "/chat/completions", Outages.STREAMED)
                        .readAnswer();
            }
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> dying.circuit().path("state").asText().equals("OPEN"));
    }

    @Test
    void anSdkWithRetriesOfItsOwnDoesNotMultiplyOurs() {
        Outage down = outages.provider(DOWN);
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(outages.baseUrl() + down.door())
                .apiKey("sk-none")
                .maxRetries(4)
                .build();

        Assertions.assertThatExceptionOfType(OpenAIServiceException.class)
                .isThrownBy(() -> client.chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model("gpt-4o-mini")
                                .addUserMessage("hello")
                                .build()));

        assertThat(down.received()).hasSize(3);
    }

    @Test
    void aRateLimitPausesTheProviderForEverybody() {
        Outage limited = outages.provider(new ScriptedReply.Whole(429, Map.of("retry-after", "20"), Bytes.utf8("{}")));
        limited.call();

        Answered refused = limited.call();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("tapedeck_circuit_open", "paused");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(10, 20);
        assertThat(limited.received()).hasSize(1);
    }

    @Test
    void aReplayPassesNoCircuit() {
        Outage fine = outages.provider(GOOD);
        fine.call("Tapedeck-Cassette", "beside-the-circuit", "Tapedeck-Mode", "record");
        outages.caller.post("/api/v1/circuits/provider." + fine.id() + "/open", "{\"reason\":\"test\"}");

        Answered replayed = fine.call("Tapedeck-Cassette", "beside-the-circuit", "Tapedeck-Mode", "replay");
        Answered live = fine.call();

        assertThat(List.of(replayed.status(), live.status())).containsExactly(200, 503);
    }

    @Test
    void whileItIsOpenAFallbackIsPlayedFromTheTape() {
        Outage fine = outages.provider(GOOD);
        fine.call("Tapedeck-Cassette", "fallback", "Tapedeck-Mode", "record");
        outages.caller.post("/api/v1/circuits/provider." + fine.id() + "/open", "{\"reason\":\"test\"}");

        Answered played = fine.call("Tapedeck-Cassette", "fallback", "Tapedeck-Mode", "fallback");

        assertThat(played.status()).isEqualTo(200);
        assertThat(played.header("Tapedeck-Outcome")).isEqualTo("fallback");
    }

    @Test
    void aRefusalIsNotRecorded() {
        Outage fine = outages.provider(GOOD);
        outages.caller.post("/api/v1/circuits/provider." + fine.id() + "/open", "{\"reason\":\"test\"}");

        Answered refused = fine.call("Tapedeck-Cassette", "refused-by-circuit", "Tapedeck-Mode", "record");

        assertThat(refused.text()).contains("tapedeck_circuit_open");
        JsonNode recorded = outages.caller
                .get("/api/v1/cassettes/refused-by-circuit/interactions")
                .json()
                .path("data");
        assertThat(recorded.isArray()).isTrue();
        assertThat(recorded).isEmpty();
    }

    private static List<Integer> many(Outage outage) {
        List<Callable<Integer>> calls =
                Collections.nCopies(OUTAGE, () -> outage.call().status());
        return Crowd.all(8, calls);
    }

    /** A provider that was down until its circuit opened. */
    private Outage opened() {
        Outage down = outages.provider(DOWN);
        for (int i = 0; i < 3; i++) {
            down.call();
        }
        return down;
    }
}
