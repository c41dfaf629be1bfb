package dev.tapedeck.declared;

import dev.tapedeck.json.JsonPointer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a text, gathered while it is read. */
public final class Problems {
    /** More of them nobody reads. */
    private static final int MOST = 100;

    private final Set<TextProblem> found = new LinkedHashSet<>();
    private int count;

    /** Adds it, unless it is there. */
    public void add(int line, JsonPointer at, String message) {
        count++;
        found.add(new TextProblem(line, at.toString(), message));
    }

    /** How many were added, again or not. */
    public int count() {
        return count;
    }

    /** Whether there are so many that it isn't worth while to look for more of a kind. */
    public boolean areEnough() {
        return count > MOST;
    }

    /** The first ones, in the order of the text. */
    public List<TextProblem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(TextProblem::line))
                .limit(MOST)
                .toList();
    }
}
