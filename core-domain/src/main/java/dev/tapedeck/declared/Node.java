package dev.tapedeck.declared;

import java.util.List;

/** A piece of a text in YAML or JSON, with the line in which it begins, from 1. */
public sealed interface Node {
    int line();

    record Mapping(int line, List<Member> members) implements Node {
        public Mapping {
            members = List.copyOf(members);
        }
    }

    /** @param line that of its name */
    record Member(int line, String name, Node value) {}

    record Sequence(int line, List<Node> elements) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** @param kind as YAML 1.2's core schema resolves it */
    record Scalar(int line, String text, Kind kind) implements Node {
        public enum Kind {
            TEXT,
            NUMBER,
            BOOLEAN,
            NULL
        }
    }
}
