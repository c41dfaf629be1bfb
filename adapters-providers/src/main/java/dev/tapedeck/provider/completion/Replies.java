package dev.tapedeck.provider.completion;

import static java.util.stream.Collectors.joining;

import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.build.Reply.ToolCall;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.exchange.Transcript.Usage;
import dev.tapedeck.pipeline.Endpoint;
import java.util.List;
import java.util.Optional;

/** Replies that are said alike in all dialects. */
public final class Replies {
    private Replies() {}

    /**
     * What the parts of a message say. Thoughts and media are no answer, nor is a text of white space alone.
     *
     * @param parts without the calls that the provider has answered itself
     */
    public static Reply said(List<Part> parts, Optional<Tokens> usage) {
        List<ToolCall> calls = parts.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .map(call -> new ToolCall(call.id(), call.name(), call.arguments()))
                .toList();
        String text = text(parts);
        if (calls.stream().anyMatch(call -> call.name().isEmpty())) {
            return new Reply.Unreadable("A tool is called in the answer, but not by a name.");
        }
        if (!text.isBlank()) {
            return new Reply.Text(text, calls, usage);
        }
        return calls.isEmpty()
                ? new Reply.Empty("The answer holds no text and no tool call.", usage)
                : new Reply.ToolCalls(calls, usage);
    }

    /** All texts, one behind the other. */
    public static String text(List<Part> parts) {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(Part.Text.class::cast)
                .map(Part.Text::text)
                .collect(joining());
    }

    /** @param reason the provider's word for it */
    public static Reply truncated(String reason, Optional<Tokens> usage) {
        return new Reply.Truncated(
                "The answer was cut off ('%s'). If a limit of tokens did it, raise it in the layer's params."
                        .formatted(reason),
                usage);
    }

    /** @param reason the provider's word for it */
    public static Reply filtered(String reason, Optional<Tokens> usage) {
        return new Reply.Filtered("The provider withheld the answer ('%s').".formatted(reason), usage);
    }

    /** @param words what the model said, if it said anything */
    public static Reply refusal(String words, Optional<Tokens> usage) {
        return new Reply.Refusal(words.isBlank() ? "The model refused, and gave no reason." : words, usage);
    }

    /** An answer of an endpoint that the dialect hasn't. */
    public static Reply lacking(Dialect dialect, Endpoint endpoint) {
        return new Reply.Unreadable("The dialect %s has no endpoint '%s'.".formatted(dialect.id(), endpoint.id()));
    }

    public static Optional<Tokens> tokens(Optional<Usage> usage) {
        return usage.map(counted -> new Tokens(counted.input(), counted.output()));
    }
}
