package dev.tapedeck.provider.anthropic;

import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.OperationsContract;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class AnthropicOperationsTest extends OperationsContract {
    @Override
    protected Operations operations() {
        return new AnthropicOperations();
    }

    @Override
    protected List<ProviderRequest> inference() {
        return Stream.of("/v1/messages", "/v1/messages/count_tokens", "/v1/complete")
                .map(path -> post(path, "{\"model\":\"claude\",\"messages\":[]}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> effects() {
        return Stream.of("/v1/messages/batches", "/v1/messages/batches/b1/cancel", "/v1/files", "/v1/skills")
                .map(path -> post(path, "{\"model\":\"claude\"}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> batches() {
        return Stream.of("/v1/messages/batches", "/v1/messages/batches/b1", "/v1/messages/batches/b1/results")
                .map(path -> post(path, "{}"))
                .toList();
    }

    @Override
    protected Map<ProviderRequest, String> named() {
        return Map.of(post("/v1/messages", "{\"system\":{\"model\":1},\"model\":\"claude-4\",\"x\":[cut"), "claude-4");
    }

    @Override
    protected List<String> prelude() {
        return List.of(
                "event: message_start\n"
                        + data(
                                "{\"type\":\"message_start\",\"message\":{\"content\":[],\"usage\":{\"input_tokens\":3}}}"),
                "event: ping\n" + data("{\"type\":\"ping\"}"),
                block("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                block("{\"type\":\"text\",\"text\":\"\"}"));
    }

    @Override
    protected List<String> content() {
        return List.of(
                block("{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"zoom\",\"input\":{}}"),
                block("{\"type\":\"text\",\"text\":\"Hi\"}"),
                block("{\"type\":\"redacted_thinking\",\"data\":\"x\"}"),
                data("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}"),
                data("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}"),
                data("{\"type\":\"message_stop\"}"));
    }

    @Override
    protected Map<String, Integer> deaths() {
        return Map.ofEntries(
                Map.entry(error("overloaded_error"), 529),
                Map.entry(error("rate_limit_error"), 429),
                Map.entry(error("api_error"), 500),
                Map.entry(error("timeout_error"), 504),
                Map.entry(error("invalid_request_error"), 400),
                Map.entry(error("authentication_error"), 401),
                Map.entry(error("billing_error"), 402),
                Map.entry(error("permission_error"), 403),
                Map.entry(error("not_found_error"), 404),
                Map.entry(error("request_too_large"), 413),
                Map.entry(error("an_error_of_tomorrow"), 400));
    }

    private static String block(String block) {
        return "event: content_block_start\n"
                + data("{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}");
    }

    private static String error(String type) {
        return "event: error\n"
                + data("{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"m\"}}".formatted(type));
    }
}
