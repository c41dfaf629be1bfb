package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The answer of the responses endpoint. A stream that was cut is put together from its deltas. */
final class ResponseAnswer {
    private final Map<Integer, JsonNode> begun = new HashMap<>();
    private final Map<Integer, JsonNode> done = new HashMap<>();
    private final Map<Integer, MessageDraft> drafts = new HashMap<>();
    /** The places in the output of which something is known. */
    private final Set<Integer> places = new TreeSet<>();

    private List<Message> whole = List.of();

    private ResponseAnswer() {}

    /** Whether these documents are a response or the events of one. */
    static boolean isOne(List<JsonNode> answered) {
        return answered.stream()
                .anyMatch(document -> Fields.text(document, "object").equals("response")
                        || Fields.text(document, "type").startsWith("response."));
    }

    static List<Message> read(List<JsonNode> answered) {
        ResponseAnswer answer = new ResponseAnswer();
        answered.forEach(answer::take);
        return answer.whole.isEmpty() ? answer.pieced() : answer.whole;
    }

    private void take(JsonNode document) {
        JsonNode response = document.path("response").isObject() ? document.path("response") : document;
        if (response.path("output").isArray()) {
            whole = ResponseItems.messages(Fields.elements(response.path("output")));
        }
        int at = document.path("output_index").asInt();
        switch (Fields.text(document, "type")) {
            case "response.output_item.added" -> item(begun, at, document);
            case "response.output_item.done" -> item(done, at, document);
            default -> piece(at, Fields.text(document, "type"), Fields.text(document, "delta"), document);
        }
    }

    private void item(Map<Integer, JsonNode> items, int at, JsonNode event) {
        places.add(at);
        items.put(at, event.path("item"));
    }

    private void piece(int at, String type, String delta, JsonNode event) {
        if (delta.isEmpty()) {
            return;
        }
        places.add(at);
        MessageDraft draft = drafts.computeIfAbsent(at, absent -> new MessageDraft());
        String part = event.path("content_index").asText() + "/"
                + event.path("summary_index").asText();
        if (type.contains("reasoning")) {
            draft.reasoning(part, delta);
        } else if (type.contains("arguments") || type.contains("_call_")) {
            JsonNode item = begun.getOrDefault(at, MissingNode.getInstance());
            draft.call("", Fields.text(item, "call_id", "id"), Fields.text(item, "name"), delta);
        } else if (type.contains("text") || type.contains("refusal")) {
            draft.text(part, delta);
        }
    }

    private List<Message> pieced() {
        return ResponseItems.joined(places.stream().map(this::message).flatMap(Optional::stream));
    }

    private Optional<Message> message(int at) {
        return Optional.ofNullable(done.get(at))
                .flatMap(ResponseItems::message)
                .or(() -> Optional.ofNullable(drafts.get(at)).flatMap(draft -> draft.message("assistant")))
                .or(() -> Optional.ofNullable(begun.get(at)).flatMap(ResponseItems::message));
    }
}
