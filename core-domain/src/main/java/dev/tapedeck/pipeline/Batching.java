package dev.tapedeck.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a layer's requests go through the provider's batch API. */
public enum Batching {
    /** If the provider can and there is more than one to send. */
    AUTO,
    ALWAYS,
    NEVER;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Batching> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
