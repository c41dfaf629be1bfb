package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Failure;
import io.vertx.core.json.JsonObject;

/**
 * Tapedeck's own answer where there is no other, in the shape of the provider's errors, so that an SDK raises its own
 * exception with our message.
 *
 * @param status the HTTP status
 * @param retryable whether the same call may succeed if it is made again
 */
record Refusal(int status, String contentType, String body, boolean retryable) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final int INTERNAL_ERROR = 500;

    static Refusal of(Failure failure, Dialect dialect) {
        return shaped(statusOf(failure), failure.code(), failure.message(), dialect, isRetryable(failure));
    }

    /** For faults of our own; the log has the details. */
    static Refusal internal(Dialect dialect) {
        return shaped(
                INTERNAL_ERROR,
                "tapedeck_internal_error",
                "Tapedeck failed at this call; its log says how.",
                dialect,
                false);
    }

    static int statusOf(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable unreachable -> 502;
            case Failure.Reset reset -> 502;
            case Failure.Incomplete incomplete -> 502;
            case Failure.TimedOut timedOut -> 504;
            case Failure.Miss miss -> 404;
            case Failure.Exhausted exhausted -> 410;
            case Failure.Unknown unknown -> 404;
            case Failure.Invalid invalid -> 400;
            case Failure.TooLarge tooLarge -> 413;
            case Failure.Conflict conflict -> 409;
            case Failure.Unreadable unreadable -> 409;
            case Failure.StoreDown storeDown -> 503;
        };
    }

    private static boolean isRetryable(Failure failure) {
        return switch (failure) {
            case Failure.Upstream upstream -> upstream.retryable();
            case Failure.StoreDown storeDown -> true;
            case Failure.Miss miss -> false;
            case Failure.Exhausted exhausted -> false;
            case Failure.Unknown unknown -> false;
            case Failure.Invalid invalid -> false;
            case Failure.TooLarge tooLarge -> false;
            case Failure.Conflict conflict -> false;
            case Failure.Unreadable unreadable -> false;
        };
    }

    private static Refusal shaped(int status, String code, String message, Dialect dialect, boolean retryable) {
        return switch (dialect) {
            case OPENAI -> json(status, error(openAiError(code, message)), retryable);
            case ANTHROPIC ->
                json(
                        status,
                        error(new JsonObject().put("type", code).put("message", message))
                                .put("type", "error"),
                        retryable);
            case GEMINI ->
                json(
                        status,
                        error(new JsonObject()
                                .put("code", status)
                                .put("message", message)
                                .put("status", code)),
                        retryable);
            case GENERIC ->
                new Refusal(status, PROBLEM, problem(status, code, message).encode(), retryable);
        };
    }

    private static Refusal json(int status, JsonObject body, boolean retryable) {
        return new Refusal(status, JSON, body.encode(), retryable);
    }

    private static JsonObject error(JsonObject error) {
        return new JsonObject().put("error", error);
    }

    private static JsonObject openAiError(String code, String message) {
        return new JsonObject()
                .put("message", message)
                .put("type", code)
                .put("code", code)
                .putNull("param");
    }

    private static JsonObject problem(int status, String code, String message) {
        return new JsonObject()
                .put("type", "urn:tapedeck:problem:" + code)
                .put("title", code)
                .put("status", status)
                .put("detail", message)
                .put("code", code);
    }
}
