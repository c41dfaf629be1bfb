package dev.tapedeck.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.JsonDocuments;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads messages, whole or streamed. Input tokens are all of them: fresh, read from the cache and written to it. */
public final class AnthropicTranscriber implements Transcriber {
    @Override
    public Transcript transcribe(ProviderRequest request, Bytes answer) {
        JsonNode asked = JsonDocuments.first(request.body());
        MessageAnswer answered = MessageAnswer.read(JsonDocuments.in(answer));
        List<Message> messages = new ArrayList<>();
        said("system", asked.path("system")).ifPresent(messages::add);
        said("user", asked.path("prompt")).ifPresent(messages::add);
        Fields.elements(asked.path("messages"))
                .map(message -> said(Fields.text(message, "role"), message.path("content")))
                .flatMap(Optional::stream)
                .forEach(messages::add);
        answered.message().ifPresent(messages::add);
        Optional<String> model = Optional.of(Fields.text(asked, "model")).filter(name -> !name.isEmpty());
        return new Transcript(answered.model().or(() -> model), messages, answered.usage());
    }

    private static Optional<Message> said(String role, JsonNode content) {
        MessageDraft draft = new MessageDraft();
        Blocks.add(draft, content);
        return draft.message(role.isEmpty() ? "user" : role);
    }
}
