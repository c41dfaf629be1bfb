package dev.tapedeck.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An operation of a provider that a layer can call. */
public enum Endpoint {
    /** The dialect's conversation: chat completions, messages. */
    CHAT,
    /** OpenAI's responses. */
    RESPONSES,
    /** OpenAI's embeddings: the prompt is the input, the answer's {@code data} the artifact. */
    EMBEDDINGS;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Endpoint> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
