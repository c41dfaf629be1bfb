package dev.tapedeck.exchange;

import java.util.List;

/**
 * A piece of an answer's body, as it arrived.
 *
 * @param afterMillis milliseconds since the previous chunk, for the first one since the call began; at least 0
 * @param bytes the piece, not empty
 */
public record Chunk(long afterMillis, Bytes bytes) {
    public Chunk {
        if (afterMillis < 0) {
            throw new IllegalArgumentException(
                    "A chunk can't arrive %d ms before the one before it.".formatted(-afterMillis));
        }
    }

    /** What the chunks hold together, in order. */
    public static Bytes joined(List<Chunk> chunks) {
        return Bytes.concat(chunks.stream().map(Chunk::bytes).toList());
    }
}
