package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.provider.simulator.Turn.Tool;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a request of Anthropic's messages endpoints. */
final class MessageTurn {
    private MessageTurn() {}

    /** @param limit the most tokens of text */
    static Turn of(Asked asked, int limit) {
        JsonNode messages = asked.required("messages", JsonNode::isArray, "an array of messages");
        if (messages.isEmpty()) {
            throw Refusal.invalid("messages: at least one message is required");
        }
        int tokens = PromptText.tokens(messages)
                + PromptText.tokens(asked.at("system"))
                + PromptText.tokens(asked.at("tools"));
        return new Turn(
                PromptText.last(messages, "user"),
                tokens,
                toolAnswered(messages.get(messages.size() - 1)) ? Optional.empty() : tool(asked),
                schema(asked),
                limit);
    }

    private static boolean toolAnswered(JsonNode message) {
        return StreamSupport.stream(message.path("content").spliterator(), false)
                .anyMatch(block -> block.path("type").asText().equals("tool_result"));
    }

    private static Optional<Tool> tool(Asked asked) {
        JsonNode choice = asked.at("tool_choice");
        if (choice.path("type").asText().equals("none")) {
            return Optional.empty();
        }
        String wanted = choice.path("name").asText();
        return StreamSupport.stream(asked.at("tools").spliterator(), false)
                .filter(tool -> tool.path("name").isTextual() && tool.has("input_schema"))
                .map(tool -> new Tool(tool.path("name").asText(), tool.path("input_schema")))
                .filter(tool -> wanted.isEmpty() || tool.name().equals(wanted))
                .findFirst();
    }

    private static Optional<JsonNode> schema(Asked asked) {
        JsonNode format = asked.echo("output_format", asked.at("output_config").path("format"));
        return format.path("type").asText().equals("json_schema")
                ? Optional.of(format.path("schema"))
                : Optional.empty();
    }
}
