package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Dialect;

/** Errors in the shape of the real providers' ones, so that SDKs raise their own exceptions. */
final class ErrorBodies {
    private ErrorBodies() {}

    static Reply of(Refusal refusal, Dialect dialect, Seed seed) {
        boolean anthropic = dialect == Dialect.ANTHROPIC;
        return Reply.json(refusal.status(), anthropic ? anthropic(refusal, seed) : openAi(refusal));
    }

    private static ObjectNode openAi(Refusal refusal) {
        ObjectNode body = instance.objectNode();
        ObjectNode error = body.putObject("error")
                .put("message", refusal.reason())
                .put("type", openAiType(refusal.status()))
                .putNull("param");
        String code = openAiCode(refusal);
        error.set("code", code.isEmpty() ? instance.nullNode() : instance.textNode(code));
        return body;
    }

    private static String openAiType(int status) {
        if (status == 429) {
            return "rate_limit_error";
        }
        return status >= 500 ? "server_error" : "invalid_request_error";
    }

    private static String openAiCode(Refusal refusal) {
        if (!refusal.code().isEmpty()) {
            return refusal.code();
        }
        return switch (refusal.status()) {
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            default -> "";
        };
    }

    private static ObjectNode anthropic(Refusal refusal, Seed seed) {
        ObjectNode body = instance.objectNode().put("type", "error");
        body.putObject("error").put("type", anthropicType(refusal.status())).put("message", refusal.reason());
        return body.put("request_id", AnthropicHeaders.requestId(seed));
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
