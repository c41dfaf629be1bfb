package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Bytes;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Lines that are made as they are read, some to a chunk. */
final class LazyLines extends AbstractList<Bytes> {
    private static final int TO_A_CHUNK = 64;

    private final int[] indexes;
    private final IntFunction<String> line;

    /** @param line makes the line of an index, without its end */
    LazyLines(int[] indexes, IntFunction<String> line) {
        this.indexes = indexes;
        this.line = line;
    }

    @Override
    public int size() {
        return (indexes.length + TO_A_CHUNK - 1) / TO_A_CHUNK;
    }

    @Override
    public Bytes get(int chunk) {
        int from = chunk * TO_A_CHUNK;
        int to = Math.min(indexes.length, from + TO_A_CHUNK);
        return Bytes.utf8(Arrays.stream(indexes, from, to)
                .mapToObj(index -> line.apply(index) + "\n")
                .collect(Collectors.joining()));
    }

    /** How many bytes they all have: makes them all. */
    long bytes() {
        return stream().mapToLong(Bytes::length).sum();
    }
}
