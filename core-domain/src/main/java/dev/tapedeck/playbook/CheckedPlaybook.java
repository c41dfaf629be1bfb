package dev.tapedeck.playbook;

import dev.tapedeck.declared.TextProblem;
import java.util.List;

/** A text that should be a playbook, as it was understood. */
public sealed interface CheckedPlaybook {
    record Valid(Playbook playbook) implements CheckedPlaybook {}

    /** @param problems at least one, in the order of the text */
    record Broken(List<TextProblem> problems) implements CheckedPlaybook {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
