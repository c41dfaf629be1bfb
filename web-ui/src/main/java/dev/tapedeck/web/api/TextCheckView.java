package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.pipeline.CheckedPipeline;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a text is a pipeline, or a playbook. */
record TextCheckView(
        boolean valid,

        @Schema(description = "Everything that is wrong, in the order of the text.")
        List<TextProblemView> problems) {
    static TextCheckView of(CheckedPipeline checked) {
        return of(problems(checked));
    }

    static TextCheckView of(List<TextProblem> problems) {
        return new TextCheckView(
                problems.isEmpty(), problems.stream().map(TextProblemView::of).toList());
    }

    static List<TextProblem> problems(CheckedPipeline checked) {
        return switch (checked) {
            case CheckedPipeline.Valid valid -> List.of();
            case CheckedPipeline.Broken(List<TextProblem> problems) -> problems;
        };
    }
}
