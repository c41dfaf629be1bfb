package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.redaction.Redactor;
import java.util.List;
import java.util.Map;

/**
 * Reads calls as conversations, each in the dialect that it was made in, redacted: a secret that lay across the events of
 * a stream is found once they are put together. Thread-safe.
 */
public final class Transcripts {
    private final Map<Dialect, Transcriber> transcribers;
    private final Redactor redactor;

    /** @param transcribers a dialect without one has no conversations */
    public Transcripts(Map<Dialect, Transcriber> transcribers, Redactor redactor) {
        this.transcribers = Map.copyOf(transcribers);
        this.redactor = redactor;
    }

    /** The call as a conversation; {@link Transcript#EMPTY} if it is none. */
    public Transcript of(ProviderRequest request, Bytes answer) {
        Transcriber transcriber = transcribers.get(request.dialect());
        return transcriber == null ? Transcript.EMPTY : redacted(transcriber.transcribe(request, answer));
    }

    private Transcript redacted(Transcript transcript) {
        List<Message> messages = transcript.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        message.parts().stream().map(this::redacted).toList()))
                .toList();
        return new Transcript(transcript.model(), messages, transcript.usage());
    }

    private Part redacted(Part part) {
        return switch (part) {
            case Part.Text(String text) -> new Part.Text(redacted(text));
            case Part.Reasoning(String text) -> new Part.Reasoning(redacted(text));
            case Part.ToolCall(String id, String name, String arguments) ->
                new Part.ToolCall(id, name, redacted(arguments));
            case Part.ToolResult(String id, String text) -> new Part.ToolResult(id, redacted(text));
            case Part.Media media -> media;
        };
    }

    private String redacted(String text) {
        return redactor.text(text).value();
    }
}
