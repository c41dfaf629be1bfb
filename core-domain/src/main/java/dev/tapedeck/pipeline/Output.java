package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Bytes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a layer takes for an answer.
 *
 * @param accepted at least one kind
 * @param schema a JSON Schema that the answer's text must satisfy, as canonical JSON; with {@link Accepted#TEXT} only
 */
public record Output(Set<Accepted> accepted, boolean json, Optional<Bytes> schema) {
    public static final Output TEXT = new Output(EnumSet.of(Accepted.TEXT), false, Optional.empty());

    public Output {
        accepted = Set.copyOf(accepted);
    }

    public enum Accepted {
        TEXT,
        TOOL_CALLS
    }
}
