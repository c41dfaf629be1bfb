package dev.tapedeck.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Usage;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.List;
import java.util.Optional;

/** A message of the model, read from one document or from the events of a stream. */
final class MessageAnswer {
    private final MessageDraft draft = new MessageDraft();
    private String model = "";
    private boolean counted;
    private long input;
    private long output;

    private MessageAnswer() {}

    static MessageAnswer read(List<JsonNode> documents) {
        MessageAnswer answer = new MessageAnswer();
        documents.forEach(answer::take);
        return answer;
    }

    private void take(JsonNode document) {
        switch (Fields.text(document, "type")) {
            case "message" -> whole(document);
            case "completion" -> completion(document);
            case "message_start" -> whole(document.path("message"));
            case "content_block_start" -> Blocks.add(draft, key(document), begun(document.path("content_block")));
            case "content_block_delta" -> delta(key(document), document.path("delta"));
            case "message_delta" -> count(document.path("usage"));
            default -> {
                // pings, ends, errors, and what is no message
            }
        }
    }

    /** A block that begins: the text of its input is still to come, the empty object stands for nothing. */
    private static JsonNode begun(JsonNode block) {
        return block instanceof ObjectNode object && object.path("input").isEmpty()
                ? object.deepCopy().without("input")
                : block;
    }

    private static String key(JsonNode event) {
        return event.path("index").asText();
    }

    private void whole(JsonNode message) {
        model = Fields.text(message, "model");
        Blocks.add(draft, message.path("content"));
        count(message.path("usage"));
    }

    /** The answer of the text completions that were before messages. */
    private void completion(JsonNode document) {
        model = Fields.text(document, "model");
        draft.text("", Fields.text(document, "completion"));
    }

    private void delta(String key, JsonNode delta) {
        switch (Fields.text(delta, "type")) {
            case "text_delta" -> draft.text(key, Fields.text(delta, "text"));
            case "thinking_delta" -> draft.reasoning(key, Fields.text(delta, "thinking"));
            case "input_json_delta" -> draft.call(key, "", "", Fields.text(delta, "partial_json"));
            default -> {
                // signatures and citations are not for reading
            }
        }
    }

    /** Counts in a stream are totals so far: a later one replaces an earlier one. */
    private void count(JsonNode usage) {
        if (usage.path("input_tokens").isNumber()) {
            counted = true;
            input = Fields.count(usage.path("input_tokens"))
                    + Fields.count(usage.path("cache_creation_input_tokens"))
                    + Fields.count(usage.path("cache_read_input_tokens"));
        }
        if (usage.path("output_tokens").isNumber()) {
            counted = true;
            output = Fields.count(usage.path("output_tokens"));
        }
    }

    Optional<Message> message() {
        return draft.message("assistant");
    }

    Optional<String> model() {
        return Optional.of(model).filter(name -> !name.isEmpty());
    }

    Optional<Usage> usage() {
        return counted ? Optional.of(new Usage(input, output)) : Optional.empty();
    }
}
