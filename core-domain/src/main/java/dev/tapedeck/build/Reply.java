package dev.tapedeck.build;

import java.util.List;
import java.util.Optional;

/** What an answer of a model says, read strictly: one of these, and nothing in between. */
public sealed interface Reply {
    /** It has text, and may call tools too. */
    record Text(String text, List<ToolCall> toolCalls, Optional<Provenance.Tokens> usage) implements Reply {
        public Text {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /** It only calls tools. */
    record ToolCalls(List<ToolCall> toolCalls, Optional<Provenance.Tokens> usage) implements Reply {
        public ToolCalls {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /** @param vectors JSON as the provider sent it: the {@code data} of an answer about embeddings, in canonical form */
    record Vectors(String vectors, Optional<Provenance.Tokens> usage) implements Reply {}

    /** The model says that it won't. */
    record Refusal(String message, Optional<Provenance.Tokens> usage) implements Reply {}

    /** The provider withheld it. */
    record Filtered(String message, Optional<Provenance.Tokens> usage) implements Reply {}

    /** It ends before its end. */
    record Truncated(String message, Optional<Provenance.Tokens> usage) implements Reply {}

    /** Nothing in it: no choices, no text and no tool call. */
    record Empty(String message, Optional<Provenance.Tokens> usage) implements Reply {}

    /**
     * An answer that is an error: {@code code} and message are the provider's own.
     *
     * @param status as it was answered, which may be a good one
     * @param permanent whether the same request would always come to this
     */
    record Failed(int status, String code, String message, boolean permanent) implements Reply {}

    /** None of this. */
    record Unreadable(String message) implements Reply {}

    /** @param arguments JSON as the model wrote it */
    record ToolCall(String id, String name, String arguments) {}
}
