package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.batches.MessageBatch;
import com.anthropic.models.messages.batches.MessageBatchIndividualResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicBatchEndpointsTest {
    private static final String BATCHES = "/v1/messages/batches";
    private static final String HELLO = """
            {"model":"claude-haiku-4-5","max_tokens":99,"messages":[{"role":"user","content":"Hello"}]}""";

    private final VirtualTime time = new VirtualTime();
    private final SimulatorProvider simulator =
            new SimulatorProvider(time, new SimulatorSettings(Duration.ZERO, "", Duration.ofSeconds(8)));

    @Test
    void aBatchIsOneForTheVendorsOwnClientAtEveryMoment() {
        String id = created(HELLO, HELLO);

        for (int second = 0; second < 10; second++) {
            MessageBatch seen = sdk(get(BATCHES + "/" + id).body(), MessageBatch.class);
            assertThat(seen.validate().id()).isEqualTo(id);
            assertThat(seen.requestCounts().processing()).isEqualTo(second < 8 ? 2 : 0);
            time.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void theAnswersOfABatchAreThoseOfTheRequestsByThemselves() {
        String id = created(HELLO, "{\"model\":\"claude-haiku-4-5\"}");
        time.advance(Duration.ofSeconds(8));

        List<String> lines = get(BATCHES + "/" + id + "/results").body().lines().toList();

        String alone = Simulated.post("/v1/messages", HELLO).body();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo(
                        "{\"custom_id\":\"r0\",\"result\":{\"type\":\"succeeded\",\"message\":%s}}".formatted(alone));
        assertThat(sdk(lines.get(1), MessageBatchIndividualResponse.class)
                        .validate()
                        .result()
                        .isErrored())
                .isTrue();
    }

    @Test
    void whileItIsUnderWayItIsAskedForAgainInAWhile() {
        String id = created(HELLO);

        assertThat(get(BATCHES + "/" + id).headers().first("retry-after")).contains("2");
        assertThat(get(BATCHES + "/" + id + "/results").status()).isEqualTo(404);
        time.advance(Duration.ofSeconds(8));
        assertThat(get(BATCHES + "/" + id).headers().first("retry-after")).isEmpty();
    }

    @Test
    void aBatchThatHasEndedCanBeDeletedAndNotCancelled() {
        String id = created(HELLO);
        assertThat(ask("DELETE", BATCHES + "/" + id, "").status()).isEqualTo(400);
        time.advance(Duration.ofSeconds(8));

        assertThat(ask("POST", BATCHES + "/" + id + "/cancel", "").status()).isEqualTo(400);
        assertThat(ask("DELETE", BATCHES + "/" + id, "").body()).contains("message_batch_deleted");
        assertThat(get(BATCHES + "/" + id).status()).isEqualTo(404);
        assertThat(get(BATCHES).body())
                .isEqualTo("{\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "{\"requests\":[]}",
                "{\"requests\":7}",
                "{\"requests\":[{\"params\":{\"model\":\"m\"}}]}",
                "{\"requests\":[{\"custom_id\":\"a b\",\"params\":{\"model\":\"m\"}}]}",
                "{\"requests\":[{\"custom_id\":\"a\"}]}",
                "{\"requests\":[{\"custom_id\":\"a\",\"params\":{\"m\":1}},{\"custom_id\":\"a\",\"params\":{\"m\":1}}]}"
            })
    void aBatchThatIsWrongIsRefusedAtOnce(String body) {
        Simulated refused = ask("POST", BATCHES, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"type\":\"error\"", "invalid_request_error");
    }

    private String created(String... params) {
        StringBuilder requests = new StringBuilder();
        for (int index = 0; index < params.length; index++) {
            requests.append(index == 0 ? "" : ",")
                    .append("{\"custom_id\":\"r%d\",\"params\":%s}".formatted(index, params[index]));
        }
        Simulated answer = ask("POST", BATCHES, "{\"requests\":[%s]}".formatted(requests));
        return sdk(answer.body(), JsonNode.class).path("id").asText();
    }

    private Simulated get(String path) {
        return ask("GET", path, "");
    }

    private Simulated ask(String method, String path, String body) {
        return Simulated.exchange(simulator, Simulated.call(method, path, body));
    }

    private static <T> T sdk(String json, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(json, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
