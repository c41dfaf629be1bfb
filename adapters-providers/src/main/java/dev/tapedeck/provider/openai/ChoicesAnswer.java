package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The answer of a chat completion or a completion. A whole message is read like a stream's one and only piece. */
final class ChoicesAnswer {
    private final Map<Integer, MessageDraft> choices = new TreeMap<>();

    private ChoicesAnswer() {}

    /** A message for each choice. */
    static List<Message> read(List<JsonNode> answered) {
        ChoicesAnswer answer = new ChoicesAnswer();
        answered.forEach(document -> Fields.elements(document.path("choices")).forEach(answer::take));
        return answer.choices.values().stream()
                .map(draft -> draft.message("assistant"))
                .flatMap(Optional::stream)
                .toList();
    }

    private void take(JsonNode choice) {
        MessageDraft draft = choices.computeIfAbsent(choice.path("index").asInt(), index -> new MessageDraft());
        piece(draft, choice.path("message"));
        piece(draft, choice.path("delta"));
        draft.text("", Fields.text(choice, "text"));
    }

    /** Adds a message, or a piece of one, to what is there. */
    static void piece(MessageDraft draft, JsonNode message) {
        draft.reasoning("", Fields.text(message, "reasoning_content", "reasoning"));
        ContentParts.add(draft, message.path("content"));
        draft.text("refusal", Fields.text(message, "refusal"));
        draft.text("spoken", Fields.text(message.path("audio"), "transcript"));
        Fields.elements(message.path("tool_calls")).forEach(call -> toolCall(draft, key(call), call));
        toolCall(draft, "function", message.path("function_call"));
    }

    /** Pieces of one call share its index; where there is none, a call comes whole. */
    private static String key(JsonNode call) {
        return call.has("index") ? call.path("index").asText() : Fields.text(call, "id") + call;
    }

    private static void toolCall(MessageDraft draft, String key, JsonNode call) {
        JsonNode function =
                call.has("function") ? call.path("function") : call.has("custom") ? call.path("custom") : call;
        draft.call(
                key,
                Fields.text(call, "id"),
                Fields.text(function, "name"),
                Fields.written(function.has("input") ? function.path("input") : function.path("arguments")));
    }
}
