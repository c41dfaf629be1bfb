package dev.tapedeck.provider.completion;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Reply;
import dev.tapedeck.provider.sse.Fields;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * An error as providers tell it: in the member {@code error}, or as the whole answer. Azure's content filter speaks in
 * errors too, and is {@link Reply.Filtered}.
 */
public final class ProviderError {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_OF_SERVER = 500;
    private static final int LONGEST_MESSAGE = 1_000;

    /** 4xx that say nothing against the request itself: time-out, conflict, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

    /** What never passes, whatever the status. */
    private static final Set<String> LASTING =
            Set.of("insufficient_quota", "context_length_exceeded", "content_policy_violation");

    private static final String FILTER = "content_filter";

    private ProviderError() {}

    static boolean isOne(int status, JsonNode answer) {
        return status >= FIRST_ERROR
                || isTold(answer.path("error"))
                || Stream.of("type", "object")
                        .anyMatch(name -> Fields.text(answer, name).equals("error"));
    }

    /**
     * What an error says.
     *
     * @param status that of the answer
     * @param holder what has the member {@code error}, or is one
     * @param statusOfError the status that an error has which came under a good one
     */
    public static Reply read(int status, JsonNode holder, ToIntFunction<JsonNode> statusOfError) {
        JsonNode error = isTold(holder.path("error")) ? holder.path("error") : holder;
        String message = message(status, error);
        if (Fields.text(error, "code").equals(FILTER)) {
            return new Reply.Filtered(message, Optional.empty());
        }
        int weight = status >= FIRST_ERROR ? status : statusOfError.applyAsInt(error);
        boolean lasting = names(error).anyMatch(LASTING::contains);
        return new Reply.Failed(status, code(status, error), message, lasting || !passes(weight));
    }

    private static boolean isTold(JsonNode error) {
        return error.isTextual() || error.isObject() && !error.isEmpty();
    }

    private static boolean passes(int status) {
        return status >= FIRST_OF_SERVER || PASSING.contains(status);
    }

    /** What it calls itself: OpenAI's code or type, Gemini's status, Anthropic's type. */
    private static Stream<String> names(JsonNode error) {
        return Stream.of("code", "status", "type")
                .map(name -> Fields.text(error, name))
                .filter(not(String::isEmpty));
    }

    private static String code(int status, JsonNode error) {
        JsonNode number = error.path("code");
        return names(error).findFirst().orElse(number.isNumber() ? number.asText() : "http_" + status);
    }

    private static String message(int status, JsonNode error) {
        JsonNode told = error.has("message") ? error.path("message") : error.path("detail");
        String text = Fields.written(error.isTextual() ? error : told);
        if (text.isBlank()) {
            return "The provider answered %d and gave no reason.".formatted(status);
        }
        return text.codePointCount(0, text.length()) <= LONGEST_MESSAGE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_MESSAGE)) + "…";
    }
}
