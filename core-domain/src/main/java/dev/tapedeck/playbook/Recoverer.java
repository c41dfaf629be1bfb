package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.playbook.Performance.Outcome;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets a model mend a step that failed: it names one action after the other, within the guardrails, until one's result can
 * stand for the step's. It may change something only if the step itself does. What it names is taken as it is: no
 * placeholder is looked for in it. For one thread, once.
 */
final class Recoverer {
    private static final Output JSON = new Output(EnumSet.of(Output.Accepted.TEXT), true, Optional.empty());

    private final Play play;
    private final Step step;
    private final Recovery model;
    private final Collection<Action> allowed;
    private final boolean mayWrite;
    private final RecoveryPrompt prompt;

    Recoverer(Play play, Step step, Recovery model) {
        this.play = play;
        this.step = step;
        this.model = model;
        this.allowed = allowed(play);
        this.mayWrite = mayWrite();
        this.prompt = new RecoveryPrompt(play, step, allowed, mayWrite);
    }

    /** How it ended. */
    sealed interface Ended {
        record Mended(Node value) implements Ended {}

        record InVain(String why) implements Ended {}

        record NotTried() implements Ended {}
    }

    /** The playbook's own; else the step's; else the one that was asked last. */
    static Optional<Recovery> model(Play play, Step step) {
        return play.playbook()
                .recovery()
                .or(() -> play.workbench()
                        .router()
                        .find(step.action())
                        .map(action -> ResolvedParams.asFarAsKnown(step, action, play.scope()))
                        .flatMap(ModelParams::model))
                .or(play::lastModel);
    }

    private static Collection<Action> allowed(Play play) {
        List<String> named = play.playbook().recovery().map(Recovery::actions).orElse(List.of());
        Set<String> names = named.isEmpty()
                ? play.playbook().steps().stream().map(Step::action).collect(Collectors.toSet())
                : Set.copyOf(named);
        return play.workbench().router().all().stream()
                .filter(action ->
                        names.contains(action.name()) && !action.name().equals(PlaybookAction.NAME))
                .toList();
    }

    private boolean mayWrite() {
        return play.workbench()
                .router()
                .find(step.action())
                .map(action -> step.effect().orElseGet(() -> action.effect(step.params())))
                .filter(Effect.EFFECT::equals)
                .isPresent();
    }

    Ended recover(String cause, Outcome failed) {
        Optional<Ended> ended = Optional.empty();
        while (ended.isEmpty()) {
            ended = play.stage().cancellation().isCancelled()
                    ? Optional.of(new Ended.InVain("The run was ended."))
                    : play.refusal().<Ended>map(Ended.InVain::new).or(() -> round(cause));
        }
        return ended.get();
    }

    private Optional<Ended> round(String cause) {
        Question question =
                new Question("recovery", model.provider(), model.model(), Bytes.utf8("{}"), prompt.text(cause), JSON);
        ActionCall call = new ActionCall(new Node.Mapping(1, List.of()), Effect.SAFE, false, play.stage());
        ActionResult asked;
        try {
            asked = play.workbench().models().ask(question, call);
        } catch (FailedCall failed) {
            return Optional.of(new Ended.InVain(failed.failure().message()));
        }
        play.use(asked.spent());
        return switch (asked) {
            case ActionResult.Failed(String message, boolean passing, Spent spent) ->
                strayed("asked", message, passing);
            case ActionResult.Done(Node text, Spent spent) -> answered(Values.shown(text));
        };
    }

    private Optional<Ended> answered(String text) {
        return switch (RecoveryAnswer.read(text)) {
            case RecoveryAnswer.GiveUp(String why) -> Optional.of(new Ended.InVain(why));
            case RecoveryAnswer.Unfit(String what) -> strayed(text, what, true);
            case RecoveryAnswer.Act act -> act(act);
        };
    }

    /** An answer that can't be used is told to the model, and counts as an error. */
    private Optional<Ended> strayed(String what, String fault, boolean passing) {
        prompt.tried(what, "failed: " + fault);
        play.guardrails().strayed();
        return passing ? Optional.empty() : Optional.of(new Ended.InVain(fault));
    }

    private Optional<Ended> act(RecoveryAnswer.Act act) {
        String told = "%s %s".formatted(act.action(), Values.json(act.params()));
        Optional<Action> action = allowed.stream()
                .filter(known -> known.name().equals(act.action()))
                .findFirst();
        if (action.isEmpty()) {
            return strayed(told, "This action isn't allowed.", true);
        }
        Effect effect = action.get().effect(act.params());
        if (effect == Effect.EFFECT && !mayWrite) {
            return strayed(told, "This changes something, and the step that failed doesn't: it isn't allowed.", true);
        }
        return carriedOut(act, told, new Performance(action.get(), act.params(), effect, verification(act), false));
    }

    private Optional<Verification> verification(RecoveryAnswer.Act act) {
        return act.last()
                ? step.verification().map(given -> Performance.resolved(given, play.scope()))
                : Optional.empty();
    }

    private Optional<Ended> carriedOut(RecoveryAnswer.Act act, String told, Performance performance) {
        Outcome outcome = play.perform(performance);
        play.guardrails().done(performance.deed(), outcome.isGood());
        String result = outcome.value() == Values.NOTHING ? "" : " " + Values.shown(outcome.value());
        prompt.tried(told, outcome.fault().map("failed: "::concat).orElse("done:") + result);
        return outcome.isGood() && act.last() ? Optional.of(new Ended.Mended(outcome.value())) : Optional.empty();
    }
}
