package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/embeddings}: a unit vector for each input, the same for the same text, model and length. */
final class Embeddings implements Endpoint {
    private static final int MOST_INPUTS = 2_048;
    private static final int LONGEST = 4_096;

    @Override
    public Reply answer(Asked asked) {
        String model = asked.model();
        JsonNode input = asked.required("input", Embeddings::isInput, "a string or an array");
        List<JsonNode> texts = texts(input);
        int length = asked.count("dimensions", LONGEST).orElse(model.endsWith("-3-large") ? 3_072 : 1_536);
        boolean base64 = asked.at("encoding_format").asText().equals("base64");
        ObjectNode body = instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (JsonNode text : texts) {
            Vector vector = Vector.of(Seed.of(model + "\n" + text), length);
            data.addObject()
                    .put("object", "embedding")
                    .put("index", data.size() - 1)
                    .set("embedding", base64 ? vector.base64() : vector.floats());
        }
        return Reply.json(body.put("model", model).set("usage", usage(input)));
    }

    private static boolean isInput(JsonNode input) {
        return input.isTextual() || (input.isArray() && !input.isEmpty());
    }

    private static List<JsonNode> texts(JsonNode input) {
        boolean tokens = input.isArray() && input.get(0).isNumber();
        if (input.isTextual() || tokens) {
            return List.of(input);
        }
        if (input.size() > MOST_INPUTS) {
            throw Refusal.invalid("Invalid 'input': at most %d inputs in one request.".formatted(MOST_INPUTS));
        }
        List<JsonNode> texts = new ArrayList<>();
        input.forEach(texts::add);
        return texts;
    }

    private static ObjectNode usage(JsonNode input) {
        int tokens = Math.max(1, PromptText.tokens(input));
        return instance.objectNode().put("prompt_tokens", tokens).put("total_tokens", tokens);
    }
}
