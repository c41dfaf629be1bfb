package dev.tapedeck.storage.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The literals that every secret of a known shape or name has, looked up by their first two characters: a text without
 * them costs one table look-up for each of its characters. Immutable once built; built by one thread.
 */
final class Literals {
    private static final int BITS = 14;
    private static final int SIZE = 1 << BITS;

    private final List<List<Literal>> byHead = new ArrayList<>(SIZE);
    private final boolean[] heads = new boolean[SIZE];

    private record Literal(String text, boolean ignoreCase, Detector detector) {
        boolean standsAt(String where, int at) {
            return where.regionMatches(ignoreCase, at, text, 0, text.length());
        }
    }

    Literals() {
        for (int head = 0; head < SIZE; head++) {
            byHead.add(List.of());
        }
    }

    /** The place in a table of heads of the two characters that begin there. */
    static int head(String text, int at) {
        return head(text.charAt(at), text.charAt(at + 1));
    }

    private static int head(char first, char second) {
        return ((first << 7) ^ second) & (SIZE - 1);
    }

    static boolean[] noHeads() {
        return new boolean[SIZE];
    }

    void add(String literal, Detector detector) {
        add(head(literal, 0), new Literal(literal, false, detector));
    }

    void addIgnoringCase(String literal, Detector detector) {
        Literal added = new Literal(literal, true, detector);
        String lower = literal.toLowerCase(Locale.ROOT);
        String upper = literal.toUpperCase(Locale.ROOT);
        List.of(lower.charAt(0), upper.charAt(0))
                .forEach(first ->
                        List.of(lower.charAt(1), upper.charAt(1)).forEach(second -> add(head(first, second), added)));
    }

    private void add(int head, Literal literal) {
        heads[head] = true;
        List<Literal> literals = new ArrayList<>(byHead.get(head));
        if (!literals.contains(literal)) {
            literals.add(literal);
        }
        byHead.set(head, List.copyOf(literals));
    }

    /** Whether a literal may begin with these two characters. */
    boolean mayBegin(int head) {
        return heads[head];
    }

    /** The detectors whose literal stands there. */
    List<Detector> at(String text, int at) {
        List<Detector> detectors = new ArrayList<>(1);
        for (Literal literal : byHead.get(head(text, at))) {
            if (literal.standsAt(text, at)) {
                detectors.add(literal.detector());
            }
        }
        return detectors;
    }
}
