package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The conversation in a request: a chat's messages, a response's instructions and input, a completion's prompt. */
final class Asked {
    private Asked() {}

    /** @param path the path asked, since inputs of other endpoints are no conversation */
    static List<Message> messages(String path, JsonNode asked) {
        List<Message> messages = new ArrayList<>();
        said("system", asked.path("instructions")).forEach(messages::add);
        Fields.elements(asked.path("messages")).flatMap(Asked::message).forEach(messages::add);
        if (path.contains("/responses")) {
            messages.addAll(input(asked.path("input")));
        }
        if (path.endsWith("/completions")) {
            said("user", asked.path("prompt")).forEach(messages::add);
        }
        return messages;
    }

    private static List<Message> input(JsonNode input) {
        return input.isTextual() ? said("user", input).toList() : ResponseItems.messages(Fields.elements(input));
    }

    private static Stream<Message> said(String role, JsonNode text) {
        return text.isTextual() && !text.asText().isEmpty()
                ? Stream.of(new Message(role, List.of(new Part.Text(text.asText()))))
                : Stream.empty();
    }

    private static Stream<Message> message(JsonNode message) {
        String role = Fields.text(message, "role");
        if (role.equals("tool") || role.equals("function")) {
            String id = Fields.text(message, "tool_call_id", "name");
            return Stream.of(
                    new Message("tool", List.of(new Part.ToolResult(id, ContentParts.plain(message.path("content"))))));
        }
        MessageDraft draft = new MessageDraft();
        ChoicesAnswer.piece(draft, message);
        return draft.message(role.isEmpty() ? "user" : role).stream();
    }
}
