package dev.tapedeck.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Contents as messages. Members are known in both spellings that the API takes, camelCase and snake_case. */
final class Contents {
    private Contents() {}

    /** The system instruction and the contents of a request. */
    static List<Message> asked(JsonNode asked) {
        List<Message> messages = new ArrayList<>();
        Stream.of("systemInstruction", "system_instruction")
                .map(name -> message(asked.path(name), "system"))
                .flatMap(Optional::stream)
                .forEach(messages::add);
        JsonNode contents = asked.path("contents");
        (contents.isObject() ? Stream.of(contents) : Fields.elements(contents))
                .map(content -> message(content, role(content)))
                .flatMap(Optional::stream)
                .forEach(messages::add);
        return messages;
    }

    private static Optional<Message> message(JsonNode content, String role) {
        PartsDraft draft = new PartsDraft();
        draft.add(content);
        return draft.message(role);
    }

    private static String role(JsonNode content) {
        String role = Fields.text(content, "role");
        return switch (role) {
            case "" -> "user";
            case "model" -> "assistant";
            default -> role;
        };
    }

    /** A message for each candidate, put together from all documents of the answer. */
    static List<Message> answered(List<JsonNode> documents) {
        Map<Integer, PartsDraft> candidates = new TreeMap<>();
        documents.stream()
                .flatMap(document -> Fields.elements(document.path("candidates")))
                .forEach(candidate -> candidates
                        .computeIfAbsent(candidate.path("index").asInt(), index -> new PartsDraft())
                        .add(candidate.path("content")));
        return candidates.values().stream()
                .map(draft -> draft.message("assistant"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The parts of a content, in order; pieces of text that follow each other are one. */
    private static final class PartsDraft {
        private final MessageDraft draft = new MessageDraft();
        private String kind = "";
        private int run;

        void add(JsonNode content) {
            if (content.isTextual()) {
                draft.text("", content.asText());
            }
            Fields.elements(content.path("parts")).forEach(this::part);
        }

        private void part(JsonNode part) {
            String now = Parts.kind(part);
            if (!now.equals(kind) || !now.startsWith("text")) {
                kind = now;
                run++;
            }
            Parts.add(draft, String.valueOf(run), now, part);
        }

        Optional<Message> message(String role) {
            return draft.message(role);
        }
    }
}
