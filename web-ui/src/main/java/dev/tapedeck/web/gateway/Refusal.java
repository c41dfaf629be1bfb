package dev.tapedeck.web.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Failure;
import java.util.OptionalLong;

/**
 * Tapedeck's own answer where there is no other, in the shape of the provider's errors, so that an SDK raises its own
 * exception with our message.
 *
 * @param status the HTTP status
 * @param retryable whether the same call may succeed if it is made again
 * @param retryAfterSeconds after how long it may, where that is known
 */
record Refusal(int status, String contentType, String body, boolean retryable, OptionalLong retryAfterSeconds) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final int INTERNAL_ERROR = 500;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Refusal of(Failure failure, Dialect dialect) {
        return new Refusal(
                FailureStatus.of(failure),
                contentType(dialect),
                body(FailureStatus.of(failure), failure.code(), failure.message(), dialect),
                isRetryable(failure),
                RetryAfter.seconds(failure));
    }

    /** For faults of our own; the log has the details. */
    static Refusal internal(Dialect dialect) {
        String body = body(
                INTERNAL_ERROR, "tapedeck_internal_error", "Tapedeck failed at this call; its log says how.", dialect);
        return new Refusal(INTERNAL_ERROR, contentType(dialect), body, false, OptionalLong.empty());
    }

    private static boolean isRetryable(Failure failure) {
        return switch (failure) {
            case Failure.Upstream upstream -> upstream.retryable();
            case Failure.StoreDown storeDown -> true;
            case Failure.CircuitOpen open -> true;
            case Failure.ReadOnly readOnly -> false;
            case Failure.Miss miss -> false;
            case Failure.Exhausted exhausted -> false;
            case Failure.Unknown unknown -> false;
            case Failure.Invalid invalid -> false;
            case Failure.TooLarge tooLarge -> false;
            case Failure.Conflict conflict -> false;
            case Failure.Unreadable unreadable -> false;
            case Failure.Damaged damaged -> false;
        };
    }

    private static String contentType(Dialect dialect) {
        return dialect == Dialect.GENERIC ? PROBLEM : JSON;
    }

    private static String body(int status, String code, String message, Dialect dialect) {
        ObjectNode body = switch (dialect) {
            case OPENAI -> openAi(code, message);
            case ANTHROPIC -> anthropic(code, message);
            case GEMINI -> gemini(status, code, message);
            case GENERIC -> problem(status, code, message);
        };
        return body.toString();
    }

    private static ObjectNode openAi(String code, String message) {
        ObjectNode body = NODES.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", code)
                .putNull("param")
                .put("code", code);
        return body;
    }

    private static ObjectNode anthropic(String code, String message) {
        ObjectNode body = NODES.objectNode().put("type", "error");
        body.putObject("error").put("type", code).put("message", message);
        return body;
    }

    private static ObjectNode gemini(int status, String code, String message) {
        ObjectNode body = NODES.objectNode();
        body.putObject("error").put("code", status).put("message", message).put("status", code);
        return body;
    }

    private static ObjectNode problem(int status, String code, String message) {
        return NODES.objectNode()
                .put("type", "urn:tapedeck:problem:" + code)
                .put("title", code)
                .put("status", status)
                .put("detail", message)
                .put("code", code);
    }
}
