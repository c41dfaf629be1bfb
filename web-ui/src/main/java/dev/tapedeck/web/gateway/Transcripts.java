package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The call as a conversation, with what was found in it; {@link Transcript#EMPTY} if it is none. */
    public Redaction<Transcript> of(ProviderRequest request, Bytes answer) {
        Transcriber transcriber = transcribers.get(request.dialect());
        return transcriber == null
                ? Redaction.clean(Transcript.EMPTY)
                : new Reading(redactor).redacted(transcriber.transcribe(request, answer));
    }

    /** The call's model and its tokens, and nothing of what was said. */
    public Transcript counted(ProviderRequest request, Bytes answer) {
        return Optional.ofNullable(transcribers.get(request.dialect()))
                .map(transcriber -> transcriber.transcribe(request, answer))
                .map(whole -> new Transcript(whole.model(), List.of(), whole.usage()))
                .orElse(Transcript.EMPTY);
    }

    /** One transcript on its way through the redactor. */
    private record Reading(Redactor redactor, List<Finding> findings) {
        Reading(Redactor redactor) {
            this(redactor, new ArrayList<>());
        }

        Redaction<Transcript> redacted(Transcript transcript) {
            List<Message> messages = transcript.messages().stream()
                    .map(message -> new Message(
                            message.role(),
                            message.parts().stream().map(this::redacted).toList()))
                    .toList();
            return new Redaction<>(new Transcript(transcript.model(), messages, transcript.usage()), findings);
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
            Redaction<String> redaction = redactor.text(text);
            findings.addAll(redaction.findings());
            return redaction.value();
        }
    }
}
