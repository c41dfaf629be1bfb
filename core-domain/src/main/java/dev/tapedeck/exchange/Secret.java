package dev.tapedeck.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** A key or token. Shows itself only to who asks for it by {@link #reveal}; compared in constant time. Immutable. */
public final class Secret {
    private final String value;

    /** @throws IllegalArgumentException if the value is blank: an unset key is no key */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A secret must not be blank. Leave the setting out instead.");
        }
        this.value = value;
    }

    /** The secret itself: for the wire only, never for a log, a message or a tape. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(value.getBytes(UTF_8), secret.value.getBytes(UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "«secret»";
    }
}
