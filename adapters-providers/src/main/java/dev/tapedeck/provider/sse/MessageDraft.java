package dev.tapedeck.provider.sse;

import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A message that is put together from the pieces of a stream. Pieces of one kind and key make one part; parts stand in
 * the order of their first pieces. Not thread-safe.
 */
public final class MessageDraft {
    private final Map<String, PartDraft> parts = new LinkedHashMap<>();

    /** A part in the making. */
    private sealed interface PartDraft extends Supplier<Optional<Part>> {}

    private record TextDraft(StringBuilder text) implements PartDraft {
        @Override
        public Optional<Part> get() {
            return text.isEmpty() ? Optional.empty() : Optional.of(new Part.Text(text.toString()));
        }
    }

    private record ReasoningDraft(StringBuilder text) implements PartDraft {
        @Override
        public Optional<Part> get() {
            return text.isEmpty() ? Optional.empty() : Optional.of(new Part.Reasoning(text.toString()));
        }
    }

    private record CallDraft(StringBuilder id, StringBuilder name, StringBuilder arguments) implements PartDraft {
        @Override
        public Optional<Part> get() {
            boolean nothing = name.isEmpty() && arguments.isEmpty();
            return nothing
                    ? Optional.empty()
                    : Optional.of(new Part.ToolCall(id.toString(), name.toString(), arguments.toString()));
        }
    }

    private record WholeDraft(Part part) implements PartDraft {
        @Override
        public Optional<Part> get() {
            return Optional.of(part);
        }
    }

    public void text(String key, String piece) {
        if (parts.computeIfAbsent("text " + key, absent -> new TextDraft(new StringBuilder()))
                instanceof TextDraft draft) {
            draft.text.append(piece);
        }
    }

    public void reasoning(String key, String piece) {
        if (parts.computeIfAbsent("reasoning " + key, absent -> new ReasoningDraft(new StringBuilder()))
                instanceof ReasoningDraft draft) {
            draft.text.append(piece);
        }
    }

    /** A piece of a tool call: id and name count where they come first, arguments add up. */
    public void call(String key, String id, String name, String arguments) {
        PartDraft part = parts.computeIfAbsent(
                "call " + key, absent -> new CallDraft(new StringBuilder(), new StringBuilder(), new StringBuilder()));
        if (part instanceof CallDraft draft) {
            once(draft.id, id);
            once(draft.name, name);
            draft.arguments.append(arguments);
        }
    }

    private static void once(StringBuilder field, String value) {
        if (field.isEmpty()) {
            field.append(value);
        }
    }

    /** A part that comes whole. */
    public void add(Part part) {
        parts.put("whole " + parts.size(), new WholeDraft(part));
    }

    /** The parts so far that are not empty. */
    public List<Part> parts() {
        return parts.values().stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The message so far, if there is anything in it. */
    public Optional<Message> message(String role) {
        List<Part> made = parts();
        return made.isEmpty() ? Optional.empty() : Optional.of(new Message(role, made));
    }
}
