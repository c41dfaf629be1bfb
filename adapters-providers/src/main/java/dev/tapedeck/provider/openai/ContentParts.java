package dev.tapedeck.provider.openai;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;

/** The content of a message: a text, or an array of parts. */
final class ContentParts {
    private ContentParts() {}

    /** Adds a content, or a piece of one, to a message. */
    static void add(MessageDraft draft, JsonNode content) {
        if (content.isTextual()) {
            draft.text("", content.asText());
            return;
        }
        int at = 0;
        for (JsonNode part : content) {
            add(draft, String.valueOf(at++), part);
        }
    }

    private static void add(MessageDraft draft, String key, JsonNode part) {
        String type = Fields.text(part, "type");
        switch (type) {
            case "text", "input_text", "output_text", "summary_text" -> draft.text(key, Fields.text(part, "text"));
            case "refusal" -> draft.text(key, Fields.text(part, "refusal"));
            case "thinking" -> draft.reasoning(key, plain(part.path("thinking")));
            case "reasoning", "reasoning_text" -> draft.reasoning(key, Fields.text(part, "text"));
            default -> media(draft, type, part);
        }
    }

    private static void media(MessageDraft draft, String type, JsonNode part) {
        String kind = type.replace("input_", "").replace("_url", "");
        JsonNode inner = part.path(type);
        String data = Fields.text(
                inner.isObject() ? inner : part, "url", "data", "file_data", "image_url", "file_url", "file_id");
        if (!kind.isEmpty()) {
            draft.add(Fields.media(kind, data.isEmpty() ? Fields.text(part, type) : data));
        }
    }

    /** A content as text alone. */
    static String plain(JsonNode content) {
        if (!content.isArray()) {
            return Fields.written(content);
        }
        return Fields.elements(content)
                .map(part -> part.isTextual() ? part.asText() : Fields.text(part, "text", "refusal"))
                .collect(joining());
    }

    /** What the parts of a content say that refuse; empty if none does. */
    static String refusal(JsonNode content) {
        return Fields.elements(content)
                .filter(part -> Fields.text(part, "type").equals("refusal"))
                .map(part -> Fields.text(part, "refusal"))
                .collect(joining());
    }
}
