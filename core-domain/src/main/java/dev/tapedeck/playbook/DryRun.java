package dev.tapedeck.playbook;

import dev.tapedeck.build.Money;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through a playbook and does nothing. Steps that would change something are refused, and told as warnings. */
final class DryRun {
    private final Workbench workbench;
    private final Playbook playbook;
    private final Play nothing;
    private final List<String> warnings = new ArrayList<>();
    private boolean asks;

    DryRun(Workbench workbench, Start.Ready start) {
        this.workbench = workbench;
        this.playbook = start.playbook();
        this.nothing = new Play(workbench, start, Stage.SILENT);
        this.asks = playbook.recovery().isPresent();
    }

    PlaybookResult run() {
        List<StepResult> results = playbook.steps().stream().map(this::step).toList();
        Procedure procedure = new Procedure(
                playbook.name().value(),
                true,
                results,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                warnings,
                "{}");
        return new PlaybookResult(procedure, Duration.ZERO, Spent.NOTHING);
    }

    private StepResult step(Step step) {
        Optional<String> refusal = effect(step) == Effect.EFFECT ? Optional.of(refusal(step)) : Optional.empty();
        refusal.ifPresent(warnings::add);
        warnOfRecovery(step);
        return new StepResult(
                step.number(),
                step.name(),
                workbench.texts().text(nothing.filled(step.description())),
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

    private Effect effect(Step step) {
        return step.effect()
                .orElseGet(() -> workbench
                        .router()
                        .find(step.action())
                        .map(action -> action.effect(params(step, action)))
                        .orElse(Effect.EFFECT));
    }

    private Node.Mapping params(Step step, Action action) {
        return ResolvedParams.asFarAsKnown(step, action, nothing.scope());
    }

    private static String refusal(Step step) {
        Failure.ReadOnly failure = new Failure.ReadOnly(
                "step %d (%s) changes something, and this is a dry run.".formatted(step.number(), step.name()));
        return "%s: %s".formatted(failure.code(), failure.message());
    }

    private void warnOfRecovery(Step step) {
        asks |= workbench
                .router()
                .find(step.action())
                .flatMap(action -> ModelParams.model(params(step, action)))
                .isPresent();
        if (step.onFailure() == OnFailure.LLM_RECOVER && !asks) {
            warnings.add(
                    "Step %d (%s) is to be recovered by a model, and there is none: it would abort. Name one in 'recovery', or say 'onFailure: abort'."
                            .formatted(step.number(), step.name()));
        }
    }
}
