package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.provider.simulator.Turn.Tool;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a request of the responses endpoint. */
final class ResponseTurn {
    private static final int MOST_TOKENS = 1_000_000;

    private ResponseTurn() {}

    static Turn of(Asked asked) {
        JsonNode input = asked.required("input", node -> node.isTextual() || node.isArray(), "a string or an array");
        return new Turn(
                input.isTextual() ? input.asText() : PromptText.last(input, "user"),
                PromptText.tokens(input)
                        + PromptText.tokens(asked.at("instructions"))
                        + PromptText.tokens(asked.at("tools")),
                toolAnswered(input) ? Optional.empty() : tool(asked),
                schema(asked.at("text").path("format")),
                asked.count("max_output_tokens", MOST_TOKENS).orElse(Turn.UNLIMITED));
    }

    private static boolean toolAnswered(JsonNode input) {
        return input.path(input.size() - 1).path("type").asText().equals("function_call_output");
    }

    private static Optional<Tool> tool(Asked asked) {
        JsonNode choice = asked.at("tool_choice");
        if (choice.asText().equals("none")) {
            return Optional.empty();
        }
        String wanted = choice.path("name").asText();
        return StreamSupport.stream(asked.at("tools").spliterator(), false)
                .filter(tool -> tool.path("type").asText().equals("function"))
                .filter(tool -> tool.path("name").isTextual())
                .map(tool -> new Tool(tool.path("name").asText(), tool.path("parameters")))
                .filter(tool -> wanted.isEmpty() || tool.name().equals(wanted))
                .findFirst();
    }

    private static Optional<JsonNode> schema(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "json_schema" -> Optional.of(format.path("schema"));
            case "json_object" -> Optional.of(Turn.ANY_OBJECT);
            default -> Optional.empty();
        };
    }
}
