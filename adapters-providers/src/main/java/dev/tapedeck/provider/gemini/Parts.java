package dev.tapedeck.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.Locale;

/** One part of a content. */
final class Parts {
    private Parts() {}

    /** What a part is: the member that it has, in camelCase; {@code textThought} for a thought. */
    static String kind(JsonNode part) {
        if (part.path("text").isTextual()) {
            return part.path("thought").asBoolean() ? "textThought" : "text";
        }
        for (String[] spelling : new String[][] {
            {"functionCall", "function_call"},
            {"functionResponse", "function_response"},
            {"inlineData", "inline_data"},
            {"fileData", "file_data"},
            {"executableCode", "executable_code"},
            {"codeExecutionResult", "code_execution_result"}
        }) {
            if (part.has(spelling[0]) || part.has(spelling[1])) {
                return spelling[0];
            }
        }
        return "";
    }

    static void add(MessageDraft draft, String key, String kind, JsonNode part) {
        JsonNode value = part.has(kind) ? part.path(kind) : part.path(snake(kind));
        switch (kind) {
            case "text" -> draft.text(key, Fields.text(part, "text"));
            case "textThought" -> draft.reasoning(key, Fields.text(part, "text"));
            case "functionCall" ->
                draft.call(
                        key, Fields.text(value, "id"), Fields.text(value, "name"), Fields.written(value.path("args")));
            case "functionResponse" ->
                draft.add(
                        new Part.ToolResult(Fields.text(value, "id", "name"), Fields.written(value.path("response"))));
            case "executableCode" -> draft.call(key, "", "code_execution", Fields.text(value, "code"));
            case "codeExecutionResult" ->
                draft.add(new Part.ToolResult("code_execution", Fields.text(value, "output")));
            case "inlineData", "fileData" -> draft.add(media(value));
            default -> {
                // not for reading
            }
        }
    }

    private static Part media(JsonNode value) {
        String type = Fields.text(value, "mimeType", "mime_type");
        return Fields.media(type.isEmpty() ? "file" : type, Fields.text(value, "data", "fileUri", "file_uri"));
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
