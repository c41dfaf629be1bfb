package dev.tapedeck.web.api;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.playbook.CheckedPlaybook;
import dev.tapedeck.playbook.GuardrailSettings;
import dev.tapedeck.playbook.Parameter;
import dev.tapedeck.playbook.Playbook;
import dev.tapedeck.playbook.PlaybookStore.Stored;
import dev.tapedeck.playbook.Step;
import dev.tapedeck.playbook.ValuePattern;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A playbook. */
record PlaybookView(
        String name,
        Optional<String> description,

        @Schema(description = "Whether it can be played, as far as its text says.")
        boolean valid,

        @Schema(description = "Everything that is wrong in its text.")
        List<TextProblemView> problems,

        @Schema(description = "What it is started with; empty if it is broken.")
        List<ParameterView> parameters,

        Optional<GuardrailsView> guardrails,

        @Schema(description = "In order; empty if it is broken.")
        List<StepOutlineView> steps,

        @Schema(description = "As it was put; not in a list.")
        Optional<String> text) {

    /** Something that it is started with. */
    record ParameterView(
            String name,

            @Schema(enumeration = {"string", "number", "integer", "boolean"})
            String type,

            boolean required,

            @Schema(description = "Its value if none is given.")
            Optional<String> defaultValue,

            @Schema(description = "What a text must be as a whole; one group in it becomes the value.")
            Optional<String> pattern,

            String description,

            @Schema(description = "The only values there are; empty: any.")
            List<String> allowed) {
        static ParameterView of(Parameter parameter) {
            return new ParameterView(
                    parameter.name(),
                    parameter.type().id(),
                    parameter.required(),
                    parameter.otherwise().map(Scalar::text),
                    parameter.pattern().map(ValuePattern::regex),
                    parameter.description(),
                    parameter.allowed().stream().map(Scalar::text).toList());
        }
    }

    /** How far a run may go. */
    record GuardrailsView(int stuckRevisitGap, int maxSteps, int maxTokens, int maxConsecutiveErrors) {
        static GuardrailsView of(GuardrailSettings settings) {
            return new GuardrailsView(
                    settings.stuckRevisitGap(),
                    settings.maxSteps(),
                    settings.maxTokens(),
                    settings.maxConsecutiveErrors());
        }
    }

    /** What a step does. */
    record StepOutlineView(
            int number,
            String name,
            String description,
            String action,

            @Schema(enumeration = {"abort", "retry", "llm-recover"})
            String onFailure,

            Optional<String> storeAs) {
        static StepOutlineView of(Step step) {
            return new StepOutlineView(
                    step.number(),
                    step.name(),
                    step.description(),
                    step.action(),
                    step.onFailure().id(),
                    step.storeAs());
        }
    }

    /** With its text. */
    static PlaybookView of(Stored stored) {
        return of(stored, Optional.of(stored.text().text()));
    }

    /** Without it. */
    static PlaybookView listed(Stored stored) {
        return of(stored, Optional.empty());
    }

    private static PlaybookView of(Stored stored, Optional<String> text) {
        List<TextProblem> problems = problems(stored.checked());
        Optional<Playbook> playbook = playbook(stored);
        return new PlaybookView(
                stored.name().value(),
                playbook.map(Playbook::description),
                problems.isEmpty(),
                problems.stream().map(TextProblemView::of).toList(),
                playbook.map(Playbook::parameters).orElse(List.of()).stream()
                        .map(ParameterView::of)
                        .toList(),
                playbook.map(Playbook::guardrails).map(GuardrailsView::of),
                playbook.map(Playbook::steps).orElse(List.of()).stream()
                        .map(StepOutlineView::of)
                        .toList(),
                text);
    }

    private static Optional<Playbook> playbook(Stored stored) {
        return stored.checked() instanceof CheckedPlaybook.Valid(Playbook playbook)
                ? Optional.of(playbook)
                : Optional.empty();
    }

    private static List<TextProblem> problems(CheckedPlaybook checked) {
        return switch (checked) {
            case CheckedPlaybook.Valid valid -> List.of();
            case CheckedPlaybook.Broken(List<TextProblem> problems) -> problems;
        };
    }

    /** Changes with its text. */
    static EntityTag tag(Stored stored) {
        return new EntityTag(ArtifactId.of(stored.text()).value());
    }
}
