package dev.tapedeck.provider.simulator;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The segments of a path below the simulator, without a leading {@code v1}. */
record SimulatorPath(List<String> segments) {
    static SimulatorPath of(String path) {
        List<String> all =
                Arrays.stream(path.split("/")).filter(not(String::isEmpty)).toList();
        boolean versioned = !all.isEmpty() && all.getFirst().equals("v1");
        return new SimulatorPath(versioned ? all.subList(1, all.size()) : all);
    }

    String first() {
        return segments.isEmpty() ? "" : segments.getFirst();
    }

    /** What comes after the first segment. */
    String rest() {
        return segments.isEmpty() ? "" : String.join("/", segments.subList(1, segments.size()));
    }

    /** The path with a star in place of its second segment, where an id stands. */
    String shape() {
        List<String> shape = new ArrayList<>(segments);
        if (shape.size() > 1) {
            shape.set(1, "*");
        }
        return String.join("/", shape);
    }

    /** A segment, from 0; empty if there is none. */
    String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    /** The same without its first segment. */
    SimulatorPath below() {
        return new SimulatorPath(segments.subList(1, segments.size()));
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
