package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.provider.simulator.Turn.Tool;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a chat completion's request. */
final class ChatTurn {
    private static final int MOST_TOKENS = 1_000_000;

    private ChatTurn() {}

    static Turn of(Asked asked) {
        JsonNode messages = asked.required("messages", JsonNode::isArray, "an array of messages");
        if (messages.isEmpty()) {
            throw Refusal.invalid("Invalid 'messages': empty array. Expected an array with at least one message.");
        }
        boolean toolAnswered =
                messages.get(messages.size() - 1).path("role").asText().equals("tool");
        return new Turn(
                PromptText.last(messages, "user"),
                PromptText.tokens(messages) + PromptText.tokens(asked.at("tools")),
                toolAnswered ? Optional.empty() : tool(asked),
                schema(asked.at("response_format")),
                asked.count("max_completion_tokens", MOST_TOKENS)
                        .or(() -> asked.count("max_tokens", MOST_TOKENS))
                        .orElse(Turn.UNLIMITED));
    }

    private static Optional<Tool> tool(Asked asked) {
        JsonNode choice = asked.at("tool_choice");
        if (choice.asText().equals("none")) {
            return Optional.empty();
        }
        String wanted = choice.path("function").path("name").asText();
        return StreamSupport.stream(asked.at("tools").spliterator(), false)
                .map(tool -> tool.path("function"))
                .filter(function -> function.path("name").isTextual())
                .map(function -> new Tool(function.path("name").asText(), function.path("parameters")))
                .filter(tool -> wanted.isEmpty() || tool.name().equals(wanted))
                .findFirst();
    }

    private static Optional<JsonNode> schema(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "json_schema" -> Optional.of(format.path("json_schema").path("schema"));
            case "json_object" -> Optional.of(Turn.ANY_OBJECT);
            default -> Optional.empty();
        };
    }
}
