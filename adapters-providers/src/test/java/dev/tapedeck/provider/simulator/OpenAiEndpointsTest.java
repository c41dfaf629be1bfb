package dev.tapedeck.provider.simulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.models.ModelListPageResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the simulator's answers with OpenAI's own SDK. */
final class OpenAiEndpointsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object",
            "properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"]}}}]""";

    @Test
    void aCompletionSaysSomethingAboutThePrompt() {
        ChatCompletion completion =
                completion("\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]");

        assertThat(text(completion)).contains("Why is the sky blue?").matches("(\\S+\\s*){12,}");
        assertThat(completion.choices().getFirst().finishReason()).hasToString("stop");
    }

    @Test
    void usageAddsUp() {
        ChatCompletion completion = completion("\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]");

        CompletionUsage usage = completion.usage().orElseThrow();
        assertThat(usage.promptTokens()).isPositive();
        assertThat(usage.completionTokens()).isGreaterThanOrEqualTo(12);
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    }

    @Test
    void textPartsOfAPromptAreReadToo() {
        ChatCompletion completion = completion("""
                "messages":[{"role":"user","content":[{"type":"text","text":"Look here"},
                {"type":"image_url","image_url":{"url":"https://example.org/i.png"}}]}]""");

        assertThat(text(completion)).contains("Look here");
    }

    @Test
    void theAnswerComesWithOpenAisHeaders() {
        Simulated answer = Simulated.post(CHAT, chat("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"));

        assertThat(answer.headers().contentType()).contains("application/json");
        assertThat(answer.headers().first("x-request-id").orElseThrow()).startsWith("req_");
        assertThat(answer.headers().first("openai-processing-ms").orElseThrow()).matches("\\d+");
    }

    @Test
    void aStreamHasTheSameTextAsTheSameWordsInOnePiece() {
        Simulated stream =
                Simulated.post(CHAT, chat("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true"));

        List<ChatCompletionChunk> chunks = chunks(stream);
        assertThat(stream.headers().contentType()).contains("text/event-stream; charset=utf-8");
        assertThat(stream.chunks()).hasSizeGreaterThan(10);
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
        assertThat(streamedText(chunks)).contains("“x”");
        assertThat(chunks)
                .extracting(ChatCompletionChunk::id)
                .containsOnly(chunks.getFirst().id());
        assertThat(chunks.getLast().choices().getFirst().finishReason().orElseThrow())
                .hasToString("stop");
    }

    @Test
    void aStreamEndsWithTheUsageWhereItIsAskedFor() {
        Simulated stream = Simulated.post(
                CHAT, chat("\"messages\":[{}],\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        List<ChatCompletionChunk> chunks = chunks(stream);

        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(chunks.size() - 3);
    }

    @Test
    void asManyChoicesComeAsAreAskedFor() {
        ChatCompletion completion = completion("\"messages\":[{}],\"n\":3");

        assertThat(completion.choices())
                .extracting(ChatCompletion.Choice::index)
                .containsExactly(0L, 1L, 2L);
        assertThat(completion.choices())
                .extracting(choice -> choice.message().content())
                .doesNotHaveDuplicates();
    }

    @Test
    void aStreamInterleavesNoChoices() {
        List<ChatCompletionChunk> chunks =
                chunks(Simulated.post(CHAT, chat("\"messages\":[{}],\"n\":2,\"stream\":true")));

        assertThat(chunks)
                .extracting(chunk -> chunk.choices().getFirst().index())
                .isSorted()
                .contains(0L, 1L);
    }

    @Test
    void aToolIsCalledWithArgumentsOfItsSchema() throws JsonProcessingException {
        ChatCompletion completion = completion("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]," + TOOLS);

        var call = completion
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        var arguments = ObjectMappers.jsonMapper().readTree(call.function().arguments());
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(arguments.path("city").isTextual()).isTrue();
        assertThat(arguments.path("days").isIntegralNumber()).isTrue();
        assertThat(completion.choices().getFirst().finishReason()).hasToString("tool_calls");
    }

    @Test
    void aStreamedToolCallComesInPieces() throws JsonProcessingException {
        List<ChatCompletionChunk> chunks =
                chunks(Simulated.post(CHAT, chat("\"messages\":[{\"role\":\"user\"}],\"stream\":true," + TOOLS)));

        String arguments = chunks.stream()
                .flatMap(chunk -> chunk.choices().getFirst().delta().toolCalls().stream())
                .flatMap(calls -> calls.getFirst().function().orElseThrow().arguments().stream())
                .collect(joining());
        assertThat(ObjectMappers.jsonMapper().readTree(arguments).has("city")).isTrue();
    }

    @Test
    void aToolResultIsAnsweredWithText() {
        ChatCompletion completion = completion(
                "\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"tool\",\"content\":\"21\"}]," + TOOLS);

        assertThat(text(completion)).contains("“x”");
    }

    @Test
    void noToolIsCalledWhereNoneIsWanted() {
        ChatCompletion completion = completion("\"messages\":[{}],\"tool_choice\":\"none\"," + TOOLS);

        assertThat(completion.choices().getFirst().message().toolCalls()).isEmpty();
    }

    @Test
    void theToolThatIsNamedIsCalled() {
        ChatCompletion completion = completion("""
                "messages":[{}],"tool_choice":{"type":"function","function":{"name":"b"}},
                "tools":[{"type":"function","function":{"name":"a"}},{"type":"function","function":{"name":"b"}}]""");

        var call = completion
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertThat(call.function().name()).isEqualTo("b");
        assertThat(call.function().arguments()).isEqualTo("{}");
    }

    @Test
    void structuredOutputConformsToItsSchema() throws JsonProcessingException {
        ChatCompletion completion = completion("""
                "messages":[{}],"response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,
                "schema":{"type":"object","properties":{"score":{"type":"integer","minimum":7,"maximum":7}}}}}""");

        assertThat(ObjectMappers.jsonMapper()
                        .readTree(text(completion))
                        .path("score")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void anyJsonIsAnObjectWhereNoSchemaIsGiven() throws JsonProcessingException {
        ChatCompletion completion = completion("\"messages\":[{}],\"response_format\":{\"type\":\"json_object\"}");

        assertThat(ObjectMappers.jsonMapper()
                        .readTree(text(completion))
                        .path("answer")
                        .isTextual())
                .isTrue();
    }

    @Test
    void theLimitOfTokensEndsTheText() {
        ChatCompletion completion = completion("\"messages\":[{}],\"max_completion_tokens\":3");

        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(3);
        assertThat(completion.choices().getFirst().finishReason()).hasToString("length");
    }

    @Test
    void pathsWithoutAVersionAreTheSame() {
        Simulated answer = Simulated.post("/chat/completions", chat("\"messages\":[{}]"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void embeddingsAreUnitVectorsAndTheSameForTheSameText() {
        CreateEmbeddingResponse embeddings = embeddings("\"input\":[\"a\",\"b\",\"a\"],\"dimensions\":64");

        List<Float> first = embeddings.data().getFirst().embedding();
        double square =
                first.stream().mapToDouble(value -> (double) value * value).sum();
        assertThat(first).hasSize(64).isEqualTo(embeddings.data().get(2).embedding());
        assertThat(first).isNotEqualTo(embeddings.data().get(1).embedding());
        assertThat(square).isCloseTo(1, within(1e-4));
    }

    @Test
    void embeddingsInBase64AreTheSameNumbers() throws JsonProcessingException {
        String floats =
                Simulated.post("/v1/embeddings", embedding("\"input\":\"a\"")).body();
        String base64 = Simulated.post("/v1/embeddings", embedding("\"input\":\"a\",\"encoding_format\":\"base64\""))
                .body();

        byte[] bytes = Base64.getDecoder()
                .decode(ObjectMappers.jsonMapper()
                        .readTree(base64)
                        .at("/data/0/embedding")
                        .asText());
        float first = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat();

        assertThat(bytes).hasSize(1_536 * 4);
        assertThat(first)
                .isEqualTo(ObjectMappers.jsonMapper()
                        .readTree(floats)
                        .at("/data/0/embedding/0")
                        .floatValue());
    }

    @Test
    void tokensAreAnInputOfTheirOwn() {
        CreateEmbeddingResponse one = embeddings("\"input\":[1,2,3]");
        CreateEmbeddingResponse two = embeddings("\"input\":[[1,2],[3]]");

        assertThat(one.data()).hasSize(1);
        assertThat(two.data()).hasSize(2);
    }

    @Test
    void modelsAreListedAndFoundOneByOne() {
        ModelListPageResponse models = read(Simulated.get("/v1/models").body(), ModelListPageResponse.class)
                .validate();

        String id = models.data().getFirst().id();
        assertThat(Simulated.get("/v1/models/" + id).body()).contains("\"id\":\"" + id + "\"");
    }

    private static ChatCompletion completion(String members) {
        Simulated answer = Simulated.post(CHAT, chat(members));
        return read(answer.body(), ChatCompletion.class).validate();
    }

    private static CreateEmbeddingResponse embeddings(String members) {
        return read(Simulated.post("/v1/embeddings", embedding(members)).body(), CreateEmbeddingResponse.class)
                .validate();
    }

    private static List<ChatCompletionChunk> chunks(Simulated stream) {
        return stream.events().stream()
                .map(event -> read(event, ChatCompletionChunk.class).validate())
                .toList();
    }

    private static String streamedText(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().getFirst().delta().content().stream())
                .collect(joining());
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    private static String chat(String members) {
        return "{\"model\":\"gpt-4o\"," + members + "}";
    }

    private static String embedding(String members) {
        return "{\"model\":\"text-embedding-3-small\"," + members + "}";
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(json, type);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(json, noJson);
        }
    }
}
