package dev.tapedeck.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tapedeck.support.SessionUnderTest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** OpenAI's own client for Java. */
final class OpenAiJava {
    static final List<Deed> DEEDS = List.of(
            deed("completion", prompt -> ask(prompt).build()),
            deed("tool call", prompt -> ask(prompt).addFunctionTool(weather()).build()),
            deed("error", prompt -> ask(prompt).model("no-such-model").build()),
            new Deed(
                    "openai-java",
                    "stream",
                    (session, prompt) -> streamed(session, ask(prompt).build())));

    private OpenAiJava() {}

    private static Deed deed(String what, Function<String, ChatCompletionCreateParams> request) {
        return new Deed(
                "openai-java",
                what,
                (session, prompt) -> client(session).chat().completions().create(request.apply(prompt)));
    }

    private static List<ChatCompletionChunk> streamed(SessionUnderTest session, ChatCompletionCreateParams request) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client(session).chat().completions().createStreaming(request)) {
            return chunks.stream().toList();
        }
    }

    private static OpenAIClient client(SessionUnderTest session) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(session.door("openai") + "/v1")
                .apiKey("sk-none")
                .build();
    }

    private static ChatCompletionCreateParams.Builder ask(String prompt) {
        return ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(prompt);
    }

    private static FunctionDefinition weather() {
        return FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
    }
}
