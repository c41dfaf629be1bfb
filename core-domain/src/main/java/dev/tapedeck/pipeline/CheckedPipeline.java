package dev.tapedeck.pipeline;

import dev.tapedeck.declared.TextProblem;
import java.util.List;

/** A text that should be a pipeline, as it was understood. */
public sealed interface CheckedPipeline {
    record Valid(Pipeline pipeline) implements CheckedPipeline {}

    /** @param problems at least one, in the order of the text */
    record Broken(List<TextProblem> problems) implements CheckedPipeline {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
