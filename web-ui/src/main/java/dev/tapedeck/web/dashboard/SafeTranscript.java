package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;

/** Takes the secrets out of what was answered; what was asked is stored without them. */
final class SafeTranscript {
    private final Redactor redactor;
    private final List<Finding> findings = new ArrayList<>();

    private SafeTranscript(Redactor redactor) {
        this.redactor = redactor;
    }

    /** @param asked how many of the messages were asked; the others are the answer */
    static Redaction<Transcript> of(Transcript transcript, int asked, Redactor redactor) {
        SafeTranscript safe = new SafeTranscript(redactor);
        List<Message> messages = new ArrayList<>();
        for (Message message : transcript.messages()) {
            messages.add(messages.size() < asked ? message : safe.message(message));
        }
        return new Redaction<>(new Transcript(transcript.model(), messages, transcript.usage()), safe.findings);
    }

    private Message message(Message message) {
        return new Message(
                message.role(), message.parts().stream().map(this::part).toList());
    }

    private Part part(Part part) {
        return switch (part) {
            case Part.Text(String text) -> new Part.Text(text(text));
            case Part.Reasoning(String text) -> new Part.Reasoning(text(text));
            case Part.ToolCall(String id, String name, String arguments) ->
                new Part.ToolCall(id, name, text(arguments));
            case Part.ToolResult(String id, String text) -> new Part.ToolResult(id, text(text));
            case Part.Media media -> media;
        };
    }

    private String text(String text) {
        Redaction<String> redacted = redactor.text(text);
        findings.addAll(redacted.findings());
        return redacted.value();
    }
}
