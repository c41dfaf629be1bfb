package dev.tapedeck.provider.anthropic;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;

/** The content of a message: a text, or an array of blocks. */
final class Blocks {
    private Blocks() {}

    /** Adds a whole content to a message. */
    static void add(MessageDraft draft, JsonNode content) {
        if (content.isTextual()) {
            draft.text("", content.asText());
            return;
        }
        int at = 0;
        for (JsonNode block : content) {
            add(draft, String.valueOf(at++), block);
        }
    }

    /** Adds a block to a message; its deltas come under the same key. */
    static void add(MessageDraft draft, String key, JsonNode block) {
        String type = Fields.text(block, "type");
        switch (type) {
            case "text" -> draft.text(key, Fields.text(block, "text"));
            case "thinking" -> draft.reasoning(key, Fields.text(block, "thinking"));
            case "image", "document" -> draft.add(media(type, block.path("source")));
            default -> tool(draft, key, type, block);
        }
    }

    private static void tool(MessageDraft draft, String key, String type, JsonNode block) {
        if (type.endsWith("tool_use")) {
            draft.call(key, Fields.text(block, "id"), Fields.text(block, "name"), Fields.written(block.path("input")));
        } else if (type.endsWith("tool_result")) {
            draft.add(new Part.ToolResult(Fields.text(block, "tool_use_id"), plain(block.path("content"))));
        }
    }

    private static Part media(String kind, JsonNode source) {
        return Fields.media(kind, Fields.text(source, "data", "url", "file_id"));
    }

    private static String plain(JsonNode content) {
        if (!content.isArray()) {
            return Fields.written(content);
        }
        return Fields.elements(content)
                .map(block -> block.path("text").isTextual() ? Fields.text(block, "text") : named(block))
                .collect(joining("\n"));
    }

    /** Stands for a block that holds no text: an image, a search result. */
    private static String named(JsonNode block) {
        String title = Fields.text(block, "title", "url");
        return "[" + Fields.text(block, "type") + (title.isEmpty() ? "" : ": " + title) + "]";
    }
}
