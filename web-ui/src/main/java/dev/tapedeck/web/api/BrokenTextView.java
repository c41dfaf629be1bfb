package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The error (RFC 9457) of a pipeline that can't be built, or a playbook that can't be played.
 *
 * @param problems everything that is wrong
 */
@Schema(name = "BrokenText", description = "An error (RFC 9457), with everything that is wrong in the text.")
record BrokenTextView(
        URI type,
        String title,
        int status,
        String detail,
        URI instance,
        List<ViolationView> violations,
        List<TextProblemView> problems) {
    private static final int TOLD = 3;

    static BrokenTextView of(Problem kind, List<TextProblem> problems, URI instance) {
        return new BrokenTextView(
                kind.type(),
                kind.title(),
                kind.status(),
                detail(problems),
                instance,
                problems.stream()
                        .map(problem -> ViolationView.at(problem.pointer(), problem.message()))
                        .toList(),
                problems.stream().map(TextProblemView::of).toList());
    }

    private static String detail(List<TextProblem> problems) {
        String told = String.join(
                " ", problems.stream().limit(TOLD).map(TextProblem::message).toList());
        return problems.size() <= TOLD ? told : "%s And %d more.".formatted(told, problems.size() - TOLD);
    }
}
