package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a pipeline can't be built, or a playbook played. */
@Schema(name = "TextProblem")
record TextProblemView(
        @Schema(description = "In the text, from 1; nothing where the text is right, and something else isn't there.")
        Optional<Integer> line,

        @Schema(description = "Where in it: a JSON pointer.")
        String pointer,

        @Schema(description = "What is wrong, and the way out.")
        String message) {
    static TextProblemView of(TextProblem problem) {
        return new TextProblemView(
                Optional.of(problem.line()).filter(line -> line > 0), problem.pointer(), problem.message());
    }
}
