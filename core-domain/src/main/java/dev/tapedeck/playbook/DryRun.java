package dev.tapedeck.playbook;

import dev.tapedeck.build.Money;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Goes through a playbook, and through those that it plays, and does nothing. Steps that would change something are refused,
 * and told as warnings.
 */
final class DryRun {
    private final Workbench workbench;
    private final Function<PlaybookName, Optional<Playbook>> library;
    private final List<String> warnings = new ArrayList<>();

    DryRun(Workbench workbench, Function<PlaybookName, Optional<Playbook>> library) {
        this.workbench = workbench;
        this.library = library;
    }

    PlaybookResult run(Start.Ready start) {
        PlaybookName name = start.playbook().name();
        List<StepResult> results = new Walk(start.playbook(), start.scope(), List.of(name), "").results();
        Procedure procedure = new Procedure(
                name.value(), true, results, Optional.empty(), Optional.empty(), Optional.empty(), warnings, "{}");
        return new PlaybookResult(procedure, Duration.ZERO, Spent.NOTHING);
    }

    /** The way through one playbook. */
    private final class Walk {
        private final Playbook playbook;
        private final Scope scope;
        private final List<PlaybookName> within;
        private final String before;
        private boolean asks;

        /** @param before where it is played */
        Walk(Playbook playbook, Scope scope, List<PlaybookName> within, String before) {
            this.playbook = playbook;
            this.scope = scope;
            this.within = within;
            this.before = before;
            this.asks = playbook.recovery().isPresent();
        }

        List<StepResult> results() {
            return playbook.steps().stream().map(this::result).toList();
        }

        private StepResult result(Step step) {
            Optional<String> refusal = refusal(step);
            warnOfRecovery(step);
            return new StepResult(
                    step.number(),
                    step.name(),
                    workbench.texts().text(scope.filled(step.description())),
                    refusal.isEmpty(),
                    0,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    refusal.map(workbench.texts()::brief),
                    Optional.empty(),
                    Spent.NOTHING.tokens(),
                    Money.ZERO,
                    Duration.ZERO);
        }

        private Optional<String> refusal(Step step) {
            Optional<Playbook> inner = step.action().equals(PlaybookAction.NAME) ? inner(step) : Optional.empty();
            if (inner.isPresent()) {
                return inside(step, inner.get());
            }
            return effect(step) == Effect.EFFECT
                    ? warned(place(step) + " changes something, and this is a dry run.")
                    : Optional.empty();
        }

        private Optional<String> warned(String violation) {
            Failure.ReadOnly failure = new Failure.ReadOnly(violation);
            String warning = "%s: %s".formatted(failure.code(), failure.message());
            warnings.add(warning);
            return Optional.of(warning);
        }

        /** What of it would be refused first. */
        private Optional<String> inside(Step step, Playbook inner) {
            List<PlaybookName> deeper = new ArrayList<>(within);
            deeper.add(inner.name());
            Node given = member(step, "parameters").orElse(Values.NOTHING);
            Scope known = ParameterValues.asFarAsKnown(inner, given);
            return new Walk(inner, known, deeper, place(step) + ", in it ")
                    .results().stream()
                            .flatMap(result -> result.cause().stream())
                            .findFirst();
        }

        /** The playbook that it plays, if that is known yet and can be played. */
        private Optional<Playbook> inner(Step step) {
            try {
                return member(step, "name")
                        .map(node -> Spot.root(node, new Problems()))
                        .flatMap(ActionRouter::fixedText)
                        .map(PlaybookName::new)
                        .filter(name -> Nesting.refusal(name, within).isEmpty())
                        .flatMap(library);
            } catch (Names.InvalidName unplayable) {
                return Optional.empty();
            }
        }

        private Optional<Node> member(Step step, String name) {
            return workbench.router().find(step.action()).flatMap(action -> Values.member(params(step, action), name));
        }

        private Effect effect(Step step) {
            return step.effect()
                    .orElseGet(() -> workbench
                            .router()
                            .find(step.action())
                            .map(action -> action.effect(params(step, action)))
                            .orElse(Effect.EFFECT));
        }

        private Node.Mapping params(Step step, Action action) {
            return ResolvedParams.asFarAsKnown(step, action, scope);
        }

        private String place(Step step) {
            return "%sstep %d (%s)".formatted(before, step.number(), step.name());
        }

        private void warnOfRecovery(Step step) {
            asks |= workbench
                    .router()
                    .find(step.action())
                    .flatMap(action -> action.model(params(step, action)))
                    .isPresent();
            if (step.onFailure() == OnFailure.LLM_RECOVER && !asks) {
                warnings.add(
                        "No model is there to recover %s: it would abort. Name one in 'recovery', or say 'onFailure: abort'."
                                .formatted(place(step)));
            }
        }
    }
}
