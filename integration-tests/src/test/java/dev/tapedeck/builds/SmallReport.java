package dev.tapedeck.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A pipeline of two layers that go in batches side by side, one whose requests are sent one by one, and one over all. The
 * requests of each are its own, and the answers are those of all: so each is paid once, and comes to the same.
 *
 * @param name {@code report-…}
 */
record SmallReport(String name) {
    static final List<String> LAYERS = List.of("styles", "tones", "notes", "summary");
    static final int DOCUMENTS = 6;
    /** For each document one in each of three layers, and the one over all. */
    static final int REQUESTS = 3 * DOCUMENTS + 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the provider answers to the requests of any of them. */
    static String answer(String provider, JsonNode request) {
        String prompt = request.path("messages").path(0).path("content").asText();
        return "%s says: %s".formatted(provider, prompt.replaceAll("report-\\w+", "report"));
    }

    String json() {
        ObjectNode pipeline = JSON.createObjectNode().put("name", name);
        ArrayNode documents = pipeline.putObject("sources").putObject("docs").putArray("inline");
        for (int number = 1; number <= DOCUMENTS; number++) {
            documents.addObject().put("label", "d" + number).put("content", "Document %d.".formatted(number));
        }
        ArrayNode layers = pipeline.putArray("layers");
        layer(layers, "styles", "openai", "always", "{item.content}").put("each", "docs");
        layer(layers, "tones", "openai", "always", "{item.content}").put("each", "docs");
        layer(layers, "notes", "openai", "never", "{item.content}").put("each", "styles");
        layer(layers, "summary", "anthropic", "never", "{#each inputs}{it.content} {/each}")
                .putArray("all")
                .add("notes")
                .add("tones");
        return pipeline.toString();
    }

    private ObjectNode layer(ArrayNode layers, String layer, String provider, String batch, String prompt) {
        return layers.addObject()
                .put("name", layer)
                .put("provider", provider)
                .put("model", "a-model")
                .put("batch", batch)
                .put("prompt", "%s, %s: %s".formatted(name, layer, prompt));
    }
}
