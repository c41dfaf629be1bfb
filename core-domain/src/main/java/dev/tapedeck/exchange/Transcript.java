package dev.tapedeck.exchange;

import java.util.List;
import java.util.Optional;

/**
 * A call as a conversation: what people want to read of a request and its answer. Read from the bytes, for showing only.
 *
 * @param model the model that answered, else the one asked for
 * @param messages the request's messages and then the answer's, in order
 * @param usage the tokens counted by the provider, if it says
 */
public record Transcript(Optional<String> model, List<Message> messages, Optional<Usage> usage) {
    public static final Transcript EMPTY = new Transcript(Optional.empty(), List.of(), Optional.empty());

    public Transcript {
        messages = List.copyOf(messages);
    }

    /** @param role {@code system}, {@code user}, {@code assistant}, {@code tool}, or what the provider calls it */
    public record Message(String role, List<Part> parts) {
        public Message {
            parts = List.copyOf(parts);
        }
    }

    /** A piece of a message. */
    public sealed interface Part {
        record Text(String text) implements Part {}

        /** What the model thought before it answered, where the provider shows it. */
        record Reasoning(String text) implements Part {}

        /** @param arguments JSON as the model wrote it */
        record ToolCall(String id, String name, String arguments) implements Part {}

        record ToolResult(String id, String text) implements Part {}

        /** An image, sound or file: its kind and how long its data or address is, never the data. */
        record Media(String kind, int length) implements Part {}
    }

    /** Tokens as the provider counted them; at least 0. */
    public record Usage(long input, long output) {}
}
