package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import java.util.List;

/** A text that was sent is no pipeline that can be built, or no playbook that can be played. */
final class BrokenText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem kind;
    private final transient List<TextProblem> problems;

    BrokenText(Problem kind, List<TextProblem> problems) {
        super(kind.title(), null, false, false);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    Problem kind() {
        return kind;
    }

    List<TextProblem> problems() {
        return problems;
    }
}
