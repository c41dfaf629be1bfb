package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Names;

/** The name of a cassette; safe as a file name and as a path segment. */
public record CassetteName(String value) implements Comparable<CassetteName> {
    public CassetteName {
        Names.checked("cassette name", value);
    }

    @Override
    public int compareTo(CassetteName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
