package dev.tapedeck.provider.simulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.ErrorResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageTokensCount;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelListPageResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the simulator's messages with Anthropic's own SDK. */
final class AnthropicEndpointsTest {
    private static final String MESSAGES = "/v1/messages";
    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]";
    private static final String TOOLS = """
            "tools":[{"type":"web_search_20250305","name":"web_search"},{"name":"weather","input_schema":{"type":"object",
            "properties":{"city":{"type":"string"}},"required":["city"]}}]""";

    @Test
    void aMessageSaysSomethingAboutThePrompt() {
        Message message = message(HELLO);

        assertThat(message.content().getFirst().asText().text()).contains("Why is the sky blue?");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isGreaterThanOrEqualTo(12);
        assertThat(message.usage().inputTokens()).isPositive();
    }

    @Test
    void theAnswerComesWithAnthropicsHeaders() {
        Simulated answer = Simulated.post(MESSAGES, request(HELLO));

        assertThat(answer.headers().first("request-id").orElseThrow()).startsWith("req_01");
        assertThat(answer.headers().first("x-request-id")).isEmpty();
    }

    @Test
    void aToolIsUsedWithInputOfItsSchema() {
        Message message = message(HELLO + "," + TOOLS);

        ToolUseBlock use = message.content().getFirst().asToolUse();
        assertThat(use.name()).isEqualTo("weather");
        assertThat(use.id()).startsWith("toolu_01");
        assertThat(use._input().toString()).contains("city");
        assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
    }

    @Test
    void aToolResultIsAnsweredWithText() {
        Message message = message("""
                "messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"weather","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"21"}]}],""" + TOOLS);

        assertThat(message.content().getFirst().isText()).isTrue();
    }

    @Test
    void noToolIsUsedWhereNoneIsWanted() {
        Message message = message(HELLO + ",\"tool_choice\":{\"type\":\"none\"}," + TOOLS);

        assertThat(message.content().getFirst().isText()).isTrue();
    }

    @Test
    void structuredOutputConformsToItsSchema() {
        Message message = message(
                HELLO
                        + ",\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"properties\":{\"a\":{\"const\":7}}}}}");

        assertThat(message.content().getFirst().asText().text()).isEqualTo("{\"a\":7}");
    }

    @Test
    void theLimitOfTokensEndsTheText() {
        Message message = message(HELLO.replace("\"messages\"", "\"max_tokens\":2,\"messages\""));

        assertThat(message.usage().outputTokens()).isEqualTo(2);
        assertThat(message.stopReason()).contains(StopReason.MAX_TOKENS);
    }

    @Test
    void aStreamGoesThroughAllItsEventsInOrder() {
        Simulated stream = Simulated.post(MESSAGES, request(HELLO + ",\"stream\":true"));

        List<String> names = stream.chunks().stream()
                .map(chunk -> chunk.bytes().text().lines().findFirst().orElseThrow())
                .distinct()
                .toList();
        assertThat(stream.chunks()).hasSizeGreaterThan(10);
        assertThat(names)
                .containsExactly(
                        "event: message_start",
                        "event: content_block_start",
                        "event: ping",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: message_delta",
                        "event: message_stop");
    }

    @Test
    void aStreamsDeltasAreTheText() {
        List<RawMessageStreamEvent> events = events(HELLO + ",\"stream\":true");

        String text = events.stream()
                .flatMap(event -> event.contentBlockDelta().stream())
                .map(delta -> delta.delta().asText().text())
                .collect(joining());
        assertThat(text).contains("Why is the sky blue?");
    }

    @Test
    void aStreamsUsageIsConsistent() {
        List<RawMessageStreamEvent> events = events(HELLO + ",\"stream\":true");

        long deltas = events.stream()
                .filter(RawMessageStreamEvent::isContentBlockDelta)
                .count();
        long output = events.stream()
                .flatMap(event -> event.messageDelta().stream())
                .mapToLong(delta -> delta.usage().outputTokens())
                .sum();
        assertThat(output).isEqualTo(deltas);
    }

    @Test
    void aStreamedToolUseComesInPieces() throws JsonProcessingException {
        List<RawMessageStreamEvent> events = events(HELLO + ",\"stream\":true," + TOOLS);

        String input = events.stream()
                .flatMap(event -> event.contentBlockDelta().stream())
                .map(delta -> delta.delta().asInputJson().partialJson())
                .collect(joining());
        assertThat(ObjectMappers.jsonMapper().readTree(input).has("city")).isTrue();
    }

    @Test
    void tokensAreCountedAsTheMessageCountsThem() {
        String counted =
                Simulated.post("/v1/messages/count_tokens", request(HELLO)).body();

        assertThat(read(counted, MessageTokensCount.class).validate().inputTokens())
                .isEqualTo(message(HELLO).usage().inputTokens());
    }

    @Test
    void modelsAreListedInAnthropicsShape() {
        Simulated answer = Simulated.get("/v1/models", "anthropic-version", "2023-06-01");

        ModelListPageResponse models = read(answer.body(), ModelListPageResponse.class);
        assertThat(models.data()).isNotEmpty().allMatch(model -> model.id().startsWith("claude-"));
        assertThat(models.hasMore()).isFalse();
        assertThat(Simulated.get("/v1/models/claude-sonnet-4-5", "anthropic-version", "2023-06-01")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void errorsAreReadAsErrors() {
        Simulated refused = Simulated.post(MESSAGES, request(HELLO), "Tapedeck-Simulate", "status=529");

        ErrorResponse error = read(refused.body(), ErrorResponse.class).validate();

        assertThat(error.error().isOverloadedError()).isTrue();
    }

    private static Message message(String members) {
        return read(Simulated.post(MESSAGES, request(members)).body(), Message.class)
                .validate();
    }

    private static List<RawMessageStreamEvent> events(String members) {
        return Simulated.post(MESSAGES, request(members)).events().stream()
                .filter(event -> !event.contains("\"ping\""))
                .map(event -> read(event, RawMessageStreamEvent.class).validate())
                .toList();
    }

    private static String request(String members) {
        return "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":1000," + members + "}";
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(json, type);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(json, noJson);
        }
    }
}
