package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import java.util.List;

/** A text that was sent is no pipeline that can be built. */
final class BrokenPipeline extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TextProblem> problems;

    BrokenPipeline(List<TextProblem> problems) {
        super("The pipeline is broken.", null, false, false);
        this.problems = List.copyOf(problems);
    }

    List<TextProblem> problems() {
        return problems;
    }
}
