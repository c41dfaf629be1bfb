package dev.tapedeck.provider.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.OperationsContract;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.StreamOpening.Seen;
import dev.tapedeck.provider.anthropic.AnthropicOperations;
import dev.tapedeck.provider.gemini.GeminiOperations;
import dev.tapedeck.provider.openai.OpenAiOperations;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GenericOperationsTest extends OperationsContract {
    @Override
    protected Operations operations() {
        return new GenericOperations(
                List.of(new OpenAiOperations(), new AnthropicOperations(), new GeminiOperations()));
    }

    @Override
    protected List<ProviderRequest> inference() {
        return Stream.of(
                        "/api/chat",
                        "/api/generate",
                        "/api/embed",
                        "/api/embeddings",
                        "/api/show",
                        "/model/us.amazon.nova%3A0/converse",
                        "/model/us.amazon.nova%3A0/converse-stream",
                        "/model/us.amazon.nova%3A0/invoke",
                        "/model/us.amazon.nova%3A0/invoke-with-response-stream",
                        "/v1/chat/completions",
                        "/v1/messages",
                        "/v1beta/models/gemini-pro:generateContent")
                .map(path -> post(path, "{}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> effects() {
        return Stream.of(
                        post("/api/pull", "{}"),
                        post("/api/create", "{}"),
                        post("/api/chat/7", "{}"),
                        post("/model/nova/async-invoke", "{}"),
                        post("/v1/batches", "{}"),
                        post("/v1/messages/batches", "{}"),
                        post("/v1beta/models/gemini-pro:batchGenerateContent", "{}"),
                        post("/v1/responses", "{\"background\":true}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> batches() {
        return Stream.of("/v1/batches", "/v1/files/f1", "/v1/messages/batches/b1/results", "/v1beta/batches/b1")
                .map(path -> post(path, "{}"))
                .toList();
    }

    @Override
    protected Map<ProviderRequest, String> named() {
        return Map.of(
                post("/api/chat", "{\"model\":\"llama3\"}"), "llama3",
                post("/model/us.amazon.nova%3A0/converse", "{\"model\":\"ignored\"}"), "us.amazon.nova:0",
                post("/v1beta/models/gemini-pro:generateContent", "{}"), "gemini-pro");
    }

    @Override
    protected List<String> prelude() {
        return List.of(
                ": PROCESSING\n\n",
                data("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"));
    }

    @Override
    protected List<String> content() {
        return List.of(
                data("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}"), data("{\"value\":\"Sure\"}"));
    }

    @Override
    protected Map<String, Integer> deaths() {
        return Map.of(
                data("{\"error\":{\"type\":\"server_error\"}}"), 500,
                data("{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}"), 503);
    }

    @Test
    void anErrorIsReadInTheDialectThatKnowsMostOfIt() {
        Seen seen = operations()
                .opening()
                .take(Bytes.utf8(
                        "event: error\n" + data("{\"type\":\"error\",\"error\":{\"type\":\"timeout_error\"}}")));

        assertThat(seen).isEqualTo(new Seen.Died(504));
    }

    @Test
    void withoutAnyDialectEveryEventIsContent() {
        Operations alone = new GenericOperations(List.of());

        assertThat(prelude().stream().map(event -> alone.opening().take(Bytes.utf8(event))))
                .containsExactly(new Seen.Prelude(), new Seen.Content());
    }
}
