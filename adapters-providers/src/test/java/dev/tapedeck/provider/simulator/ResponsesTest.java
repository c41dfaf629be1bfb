package dev.tapedeck.provider.simulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the simulator's responses with OpenAI's own SDK. */
final class ResponsesTest {
    private static final String TOOLS = """
            "tools":[{"type":"web_search"},{"type":"function","name":"weather","strict":true,"parameters":{"type":"object",
            "properties":{"city":{"type":"string"}},"required":["city"]}}]""";

    @Test
    void aResponseSaysSomethingAboutItsInput() {
        Response response = response("\"input\":\"Why is the sky blue?\"");

        assertThat(text(response)).contains("Why is the sky blue?");
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.usage().orElseThrow().totalTokens()).isGreaterThan(12);
    }

    @Test
    void aResponseRepeatsWhatItWasAsked() {
        Response response = response(
                "\"input\":\"x\",\"instructions\":\"Be brief.\",\"temperature\":0.25,\"metadata\":{\"a\":\"b\"}");

        assertThat(response.instructions().orElseThrow().asString()).isEqualTo("Be brief.");
        assertThat(response.temperature()).contains(0.25);
        assertThat(response.metadata().orElseThrow().toString()).contains("a=b");
    }

    @Test
    void inputItemsAreReadToo() {
        Response response = response(
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Look here\"}]}]");

        assertThat(text(response)).contains("Look here");
    }

    @Test
    void aFunctionIsCalledWithArgumentsOfItsSchema() {
        Response response = response("\"input\":\"x\"," + TOOLS);

        ResponseFunctionToolCall call = response.output().getFirst().asFunctionCall();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).startsWith("{\"city\":\"");
        assertThat(call.callId()).startsWith("call_");
    }

    @Test
    void aFunctionsOutputIsAnsweredWithText() {
        Response response = response("""
                "input":[{"role":"user","content":"x"},
                {"type":"function_call_output","call_id":"c","output":"21"}],""" + TOOLS);

        assertThat(text(response)).contains("“x”");
    }

    @Test
    void structuredOutputConformsToItsSchema() {
        Response response = response("""
                "input":"x","text":{"format":{"type":"json_schema","name":"n","strict":true,"schema":{"type":"object",
                "properties":{"score":{"const":7}}}}}""");

        assertThat(text(response)).isEqualTo("{\"score\":7}");
    }

    @Test
    void theLimitOfTokensMakesItIncomplete() {
        Response response = response("\"input\":\"x\",\"max_output_tokens\":2");

        assertThat(response.status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(2);
    }

    @Test
    void aStreamGoesThroughAllItsEventsInOrder() {
        Simulated stream = Simulated.post("/v1/responses", request("\"input\":\"x\",\"stream\":true"));

        List<String> names = stream.chunks().stream()
                .map(chunk -> chunk.bytes().text().lines().findFirst().orElseThrow())
                .distinct()
                .toList();
        assertThat(names)
                .containsExactly(
                        "event: response.created",
                        "event: response.in_progress",
                        "event: response.output_item.added",
                        "event: response.content_part.added",
                        "event: response.output_text.delta",
                        "event: response.output_text.done",
                        "event: response.content_part.done",
                        "event: response.output_item.done",
                        "event: response.completed");
    }

    @Test
    void aStreamsDeltasAreTheTextOfTheWhole() {
        List<ResponseStreamEvent> events = events("\"input\":\"x\",\"stream\":true");

        String text = events.stream()
                .flatMap(event -> event.outputTextDelta().stream())
                .map(delta -> delta.delta())
                .collect(joining());
        assertThat(events).hasSizeGreaterThan(10);
        assertThat(text(events.getLast().asCompleted().response())).isEqualTo(text);
    }

    @Test
    void aStreamedFunctionCallComesInPieces() {
        List<ResponseStreamEvent> events = events("\"input\":\"x\",\"stream\":true," + TOOLS);

        String arguments = events.stream()
                .flatMap(event -> event.functionCallArgumentsDelta().stream())
                .map(delta -> delta.delta())
                .collect(joining());
        ResponseOutputItem whole =
                events.getLast().asCompleted().response().output().getFirst();
        assertThat(arguments).isNotEmpty().isEqualTo(whole.asFunctionCall().arguments());
    }

    @Test
    void aStreamThatIsCutShortSaysSo() {
        List<ResponseStreamEvent> events = events("\"input\":\"x\",\"stream\":true,\"max_output_tokens\":2");

        assertThat(events.getLast().isIncomplete()).isTrue();
    }

    private static Response response(String members) {
        return read(Simulated.post("/v1/responses", request(members)).body(), Response.class)
                .validate();
    }

    private static List<ResponseStreamEvent> events(String members) {
        return Simulated.post("/v1/responses", request(members)).events().stream()
                .map(event -> read(event, ResponseStreamEvent.class).validate())
                .toList();
    }

    private static String text(Response response) {
        return response.output()
                .getFirst()
                .asMessage()
                .content()
                .getFirst()
                .asOutputText()
                .text();
    }

    private static String request(String members) {
        return "{\"model\":\"gpt-4.1\"," + members + "}";
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(json, type);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(json, noJson);
        }
    }
}
