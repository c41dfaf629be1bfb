package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Dialect;
import java.time.Instant;
import java.util.List;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. Only for show: every model name is answered. */
final class Models {
    private static final List<String> OPENAI = List.of(
            "gpt-4.1",
            "gpt-4.1-mini",
            "gpt-4o",
            "gpt-4o-mini",
            "o4-mini",
            "text-embedding-3-small",
            "text-embedding-3-large");
    private static final List<String> ANTHROPIC = List.of("claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5");

    private Models() {}

    /** The list of a dialect, or one model of it if an id is asked for. */
    static Reply of(Dialect dialect, String id) {
        boolean anthropic = dialect == Dialect.ANTHROPIC;
        List<String> known = anthropic ? ANTHROPIC : OPENAI;
        if (id.isEmpty()) {
            return Reply.json(anthropic ? anthropicList() : openAiList());
        }
        if (!known.contains(id)) {
            throw Refusal.notFound(
                    "model_not_found", "The model does not exist. Known: " + String.join(", ", known) + ".");
        }
        return Reply.json(anthropic ? anthropic(id) : openAi(id));
    }

    private static ObjectNode openAiList() {
        ObjectNode list = instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        OPENAI.forEach(id -> data.add(openAi(id)));
        return list;
    }

    private static ObjectNode openAi(String id) {
        return instance.objectNode()
                .put("id", id)
                .put("object", "model")
                .put("created", Seed.of(id).created())
                .put("owned_by", "simulator");
    }

    private static ObjectNode anthropicList() {
        ObjectNode list = instance.objectNode();
        ArrayNode data = list.putArray("data");
        ANTHROPIC.forEach(id -> data.add(anthropic(id)));
        return list.put("has_more", false).put("first_id", ANTHROPIC.getFirst()).put("last_id", ANTHROPIC.getLast());
    }

    private static ObjectNode anthropic(String id) {
        return instance.objectNode()
                .put("type", "model")
                .put("id", id)
                .put("display_name", id.replace('-', ' '))
                .put("created_at", Instant.ofEpochSecond(Seed.of(id).created()).toString());
    }
}
