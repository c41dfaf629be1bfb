package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The items of a response's input and output. */
final class ResponseItems {
    private static final Set<String> FRAME = Set.of("id", "type", "status", "call_id", "name", "result");

    private ResponseItems() {}

    /** The items as messages; what the model made one after the other is one message. */
    static List<Message> messages(Stream<JsonNode> items) {
        return joined(items.map(ResponseItems::message).flatMap(Optional::stream));
    }

    /** Messages of the model that follow each other, made into one. */
    static List<Message> joined(Stream<Message> all) {
        List<Message> messages = new ArrayList<>();
        all.forEach(message -> {
            boolean goesOn = !messages.isEmpty()
                    && message.role().equals("assistant")
                    && messages.getLast().role().equals("assistant");
            messages.add(goesOn ? both(messages.removeLast(), message) : message);
        });
        return messages;
    }

    private static Message both(Message first, Message second) {
        return new Message(
                first.role(),
                Stream.concat(first.parts().stream(), second.parts().stream()).toList());
    }

    /** An item as a message, if it is one that people read. */
    static Optional<Message> message(JsonNode item) {
        String type = Fields.text(item, "type");
        if (type.endsWith("_output")) {
            String text = ContentParts.plain(item.path("output"));
            return Optional.of(new Message("tool", List.of(new Part.ToolResult(Fields.text(item, "call_id"), text))));
        }
        MessageDraft draft = new MessageDraft();
        if (type.equals("reasoning")) {
            draft.reasoning("", ContentParts.plain(item.path("summary")) + ContentParts.plain(item.path("content")));
        } else if (type.endsWith("_call")) {
            call(draft, type, item);
        } else {
            ContentParts.add(draft, item.path("content"));
        }
        return draft.message(item.has("role") ? Fields.text(item, "role") : "assistant");
    }

    private static void call(MessageDraft draft, String type, JsonNode item) {
        boolean own = type.equals("function_call") || type.equals("custom_tool_call") || type.equals("mcp_call");
        String name = own ? Fields.text(item, "name") : type;
        draft.call("", Fields.text(item, "call_id", "id"), name, arguments(item));
        if (item.path("result").isTextual()) {
            draft.add(Fields.media("image", item.path("result").asText()));
        }
    }

    private static String arguments(JsonNode item) {
        for (String member : List.of("arguments", "input", "action")) {
            if (item.has(member)) {
                return Fields.written(item.path(member));
            }
        }
        return item instanceof ObjectNode object
                ? object.deepCopy().without(FRAME).toString()
                : "";
    }
}
