package dev.tapedeck.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An unchangeable run of bytes: a body or a part of one. Compared by content. Thread-safe as long as nobody writes to
 * an array that was handed over by {@link #wrap} or seen by {@link #array}.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Takes the array over without copying it: the caller must not write to it again. */
    @SuppressWarnings("ArrayIsStoredDirectly")
    public static Bytes wrap(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    public static Bytes utf8(String text) {
        return wrap(text.getBytes(UTF_8));
    }

    /** All parts, one after the other. */
    public static Bytes concat(List<Bytes> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        ByteBuffer all =
                ByteBuffer.allocate(parts.stream().mapToInt(Bytes::length).sum());
        parts.forEach(part -> all.put(part.content));
        return wrap(all.array());
    }

    public int length() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /** The bytes themselves, not a copy: for reading only. */
    public byte[] array() {
        return content;
    }

    /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        return wrap(Arrays.copyOfRange(content, from, to));
    }

    /** The bytes as text, with the replacement character where they are no UTF-8. */
    public String text() {
        return new String(content, UTF_8);
    }

    /** The bytes as text, if they are valid UTF-8. */
    public Optional<String> validText() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The length only: content is never shown by accident. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
