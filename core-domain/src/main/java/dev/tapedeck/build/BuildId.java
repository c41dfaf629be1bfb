package dev.tapedeck.build;

import dev.tapedeck.exchange.Names;

/** The id of a build; safe as a path segment. Ids sort by the time at which they were made. */
public record BuildId(String value) implements Comparable<BuildId> {
    public BuildId {
        Names.checked("build id", value);
    }

    @Override
    public int compareTo(BuildId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
