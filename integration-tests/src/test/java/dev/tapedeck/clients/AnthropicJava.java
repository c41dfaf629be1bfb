package dev.tapedeck.clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import dev.tapedeck.support.SessionUnderTest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Anthropic's own client for Java. */
final class AnthropicJava {
    static final List<Deed> DEEDS = List.of(
            deed("completion", prompt -> ask(prompt).build()),
            deed("tool call", prompt -> ask(prompt).addTool(weather()).build()),
            deed("error", prompt -> ask(prompt).model("no-such-model").build()),
            new Deed(
                    "anthropic-java",
                    "stream",
                    (session, prompt) -> streamed(session, ask(prompt).build())));

    private AnthropicJava() {}

    private static Deed deed(String what, Function<String, MessageCreateParams> request) {
        return new Deed(
                "anthropic-java",
                what,
                (session, prompt) -> client(session).messages().create(request.apply(prompt)));
    }

    private static List<RawMessageStreamEvent> streamed(SessionUnderTest session, MessageCreateParams request) {
        try (StreamResponse<RawMessageStreamEvent> events =
                client(session).messages().createStreaming(request)) {
            return events.stream().toList();
        }
    }

    private static AnthropicClient client(SessionUnderTest session) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(session.door("anthropic"))
                .apiKey("sk-ant-none")
                .build();
    }

    private static MessageCreateParams.Builder ask(String prompt) {
        return MessageCreateParams.builder()
                .model("claude-haiku-4-5")
                .maxTokens(100)
                .addUserMessage(prompt);
    }

    private static Tool weather() {
        return Tool.builder()
                .name("weather")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .build())
                .build();
    }
}
