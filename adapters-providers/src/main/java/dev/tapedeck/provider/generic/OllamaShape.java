package dev.tapedeck.provider.generic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.exchange.Transcript.Usage;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ollama's chat and generate: one document, or one for each token. */
final class OllamaShape {
    private OllamaShape() {}

    static Transcript read(JsonNode asked, List<JsonNode> answered) {
        List<Message> messages = new ArrayList<>();
        Fields.elements(asked.path("messages"))
                .map(OllamaShape::asked)
                .flatMap(Optional::stream)
                .forEach(messages::add);
        String prompt = Fields.text(asked, "prompt");
        if (!prompt.isEmpty()) {
            messages.add(new Message("user", List.of(new Part.Text(prompt))));
        }
        MessageDraft draft = new MessageDraft();
        answered.forEach(document -> piece(draft, document));
        draft.message("assistant").ifPresent(messages::add);
        return new Transcript(model(asked), messages, usage(answered));
    }

    private static Optional<Message> asked(JsonNode message) {
        MessageDraft draft = new MessageDraft();
        piece(draft, "", message);
        String role = Fields.text(message, "role");
        return draft.message(role.isEmpty() ? "user" : role);
    }

    private static void piece(MessageDraft draft, JsonNode document) {
        draft.reasoning("", Fields.text(document, "thinking"));
        draft.text("", Fields.text(document, "response"));
        piece(draft, Fields.text(document, "created_at"), document.path("message"));
    }

    private static void piece(MessageDraft draft, String moment, JsonNode message) {
        draft.reasoning("", Fields.text(message, "thinking"));
        draft.text("", Fields.text(message, "content"));
        int at = 0;
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            String arguments = Fields.written(function.path("arguments"));
            draft.call(moment + at++, Fields.text(call, "id"), Fields.text(function, "name"), arguments);
        }
        Fields.elements(message.path("images"))
                .filter(JsonNode::isTextual)
                .forEach(image -> draft.add(Fields.media("image", image.asText())));
    }

    private static Optional<String> model(JsonNode asked) {
        return Optional.of(Fields.text(asked, "model")).filter(name -> !name.isEmpty());
    }

    private static Optional<Usage> usage(List<JsonNode> answered) {
        return answered.reversed().stream()
                .map(document -> Fields.usage(document.path("prompt_eval_count"), document.path("eval_count")))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
