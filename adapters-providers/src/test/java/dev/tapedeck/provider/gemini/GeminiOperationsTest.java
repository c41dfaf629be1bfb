package dev.tapedeck.provider.gemini;

import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.OperationsContract;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class GeminiOperationsTest extends OperationsContract {
    @Override
    protected Operations operations() {
        return new GeminiOperations();
    }

    @Override
    protected List<ProviderRequest> inference() {
        return Stream.of(
                        "generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents")
                .map(verb -> post("/v1beta/models/gemini-pro:" + verb, "{\"contents\":[]}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> effects() {
        return Stream.of(
                        "/v1beta/models/gemini-pro:batchGenerateContent",
                        "/v1beta/models/gemini-pro:asyncBatchEmbedContent",
                        "/v1beta/models/veo:predictLongRunning",
                        "/v1beta/batches/b1:cancel",
                        "/upload/v1beta/files",
                        "/v1beta/cachedContents")
                .map(path -> post(path, "{}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> batches() {
        return Stream.of(
                        "/v1beta/batches",
                        "/v1beta/batches/b1:cancel",
                        "/v1beta/models/gemini-pro:batchGenerateContent",
                        "/v1beta/models/gemini-pro:asyncBatchEmbedContent")
                .map(path -> post(path, "{}"))
                .toList();
    }

    @Override
    protected Map<ProviderRequest, String> named() {
        return Map.of(
                post("/v1beta/models/gemini-2.5-flash:generateContent", "{\"model\":\"ignored\"}"),
                "gemini-2.5-flash",
                post("/v1/projects/p/locations/l/publishers/google/models/gemini%2Bpro:countTokens", ""),
                "gemini+pro");
    }

    @Override
    protected List<String> prelude() {
        return List.of(": waiting\n\n");
    }

    @Override
    protected List<String> content() {
        return List.of(
                data("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}"),
                data("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"),
                data("{\"error\":{\"code\":0}}"),
                data("{\"error\":{\"code\":200}}"));
    }

    @Override
    protected Map<String, Integer> deaths() {
        return Map.of(
                data("{\"error\":{\"code\":503,\"message\":\"m\",\"status\":\"UNAVAILABLE\"}}"), 503,
                data("{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}}"), 429,
                data("{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}"), 400);
    }
}
