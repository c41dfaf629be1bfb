package dev.tapedeck.pipeline;

import dev.tapedeck.json.JsonPointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a text, gathered while it is read. */
final class Problems {
    /** More of them nobody reads. */
    private static final int MOST = 100;

    private final List<PipelineProblem> found = new ArrayList<>();
    private int count;

    void add(int line, JsonPointer at, String message) {
        count++;
        if (found.size() < MOST) {
            found.add(new PipelineProblem(line, at.toString(), message));
        }
    }

    /** How many there were, kept or not. */
    int count() {
        return count;
    }

    /** In the order of the text. */
    List<PipelineProblem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(PipelineProblem::line))
                .toList();
    }
}
