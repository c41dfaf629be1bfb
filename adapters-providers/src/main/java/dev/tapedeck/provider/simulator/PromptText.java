package dev.tapedeck.provider.simulator;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringTokenizer;
import java.util.stream.StreamSupport;

/** What people wrote in a request, and how much of it. */
final class PromptText {
    private static final int FRAME_TOKENS = 3;

    private PromptText() {}

    /** The text of a content: a string, or the text parts of an array. */
    static String of(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        return StreamSupport.stream(content.spliterator(), false)
                .map(part -> part.isTextual() ? part : part.path("text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(joining(" "));
    }

    /** The text of the last message of that role; empty if there is none. */
    static String last(JsonNode messages, String role) {
        String text = "";
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals(role)) {
                text = of(message.path("content"));
            }
        }
        return text;
    }

    /** Tokens of a piece of a request: its words, and a few more for each object around them. */
    static int tokens(JsonNode node) {
        if (node.isTextual()) {
            return new StringTokenizer(node.asText()).countTokens();
        }
        int tokens = node.isObject() ? FRAME_TOKENS : 0;
        for (JsonNode child : node) {
            tokens += tokens(child);
        }
        return tokens;
    }
}
