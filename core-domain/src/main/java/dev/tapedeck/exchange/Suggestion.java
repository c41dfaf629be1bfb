package dev.tapedeck.exchange;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant by a name that doesn't exist. */
public final class Suggestion {
    private static final int LONGEST = 100;

    private Suggestion() {}

    /** What to say about a name that isn't among those known: that it is unknown, and what may have been meant. */
    public static String unknown(String kind, String name, Collection<String> known) {
        String shown = name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
        return "Unknown %s '%s'. %s"
                .formatted(
                        kind,
                        shown,
                        closest(name, known)
                                .map("Did you mean '%s'?"::formatted)
                                .orElseGet(() -> known.isEmpty()
                                        ? "None is known here."
                                        : "Known are: %s."
                                                .formatted(String.join(
                                                        ", ",
                                                        known.stream().sorted().toList()))));
    }

    /** The known name that is the fewest edits away, if it is near enough to be meant. */
    public static Optional<String> closest(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The edit distance (insert, delete, replace), letter case left aside. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            nextRow(row, left.charAt(line - 1), line, right);
        }
        return row[right.length()];
    }

    private static void nextRow(int[] row, char letter, int line, String right) {
        int diagonal = row[0];
        row[0] = line;
        for (int column = 1; column <= right.length(); column++) {
            int replaced = diagonal + (same(letter, right.charAt(column - 1)) ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
        }
    }

    private static boolean same(char left, char right) {
        return Character.toLowerCase(left) == Character.toLowerCase(right);
    }
}
