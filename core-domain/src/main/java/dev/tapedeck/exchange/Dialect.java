package dev.tapedeck.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose wire format a provider speaks: it decides the shape of errors, where the key goes and how bodies are read. */
public enum Dialect {
    OPENAI,
    ANTHROPIC,
    GEMINI,
    /** Any other HTTP API: passed on and recorded like the rest, but not understood. */
    GENERIC;

    /** The name in settings, on tapes and in keys: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Dialect> find(String id) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.id().equals(id))
                .findFirst();
    }
}
