package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Names;

/** The name of a pipeline; safe as the name of a folder and as a path segment. */
public record PipelineName(String value) implements Comparable<PipelineName> {
    public PipelineName {
        Names.checked("pipeline name", value);
    }

    @Override
    public int compareTo(PipelineName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
