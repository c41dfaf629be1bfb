package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.playbook.Performance.Outcome;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.Sanitiser;
import java.time.Duration;
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
    private final Recovery model;
    private final Optional<Verification> verification;
    private final Collection<Action> allowed;
    private final boolean mayWrite;
    private final RecoveryPrompt prompt;

    /**
     * @param mayWrite whether the step itself changes something
     * @throws Unresolved if nothing could ever be verified
     */
    Recoverer(Play play, Step step, Recovery model, boolean mayWrite) {
        this.play = play;
        this.model = model;
        this.verification = step.verification().map(given -> Performance.resolved(given, play.scope()));
        this.allowed = allowed(play);
        this.mayWrite = mayWrite;
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
                        .flatMap(action -> action.model(ResolvedParams.asFarAsKnown(step, action, play.scope()))))
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

    /** @throws Unresolved if the model can't be told of the step */
    Ended recover(String cause) {
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
        ActionCall call =
                new ActionCall(new Node.Mapping(1, List.of()), Effect.SAFE, false, Optional.empty(), play.stage());
        ActionResult asked;
        try {
            asked = play.workbench().models().ask(question, call);
        } catch (FailedCall failed) {
            return Optional.of(new Ended.InVain(failed.failure().message()));
        }
        play.use(asked.spent());
        return switch (asked) {
            case ActionResult.Failed(String message, boolean passing, Spent spent) ->
                strayed("an answer that nothing could be made of", message, passing);
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
        Optional<Verification> wanted = act.last() ? verification : Optional.empty();
        return carriedOut(act, told, new Performance(action.get(), act.params(), effect, wanted, false));
    }

    private Optional<Ended> carriedOut(RecoveryAnswer.Act act, String told, Performance performance) {
        long begun = play.workbench().time().nanos();
        Outcome outcome = play.perform(performance);
        play.done(performance.deed(), outcome.isGood());
        if (outcome.times() > 0) {
            tell(performance, outcome, Duration.ofNanos(play.workbench().time().nanos() - begun));
        }
        String result = outcome.value() == Values.NOTHING ? "" : " " + Values.shown(outcome.value());
        prompt.tried(told, outcome.fault().map("failed: "::concat).orElse("done:") + result);
        return outcome.isGood() && act.last() ? Optional.of(new Ended.Mended(outcome.value())) : Optional.empty();
    }

    private void tell(Performance performance, Outcome outcome, Duration duration) {
        Sanitiser texts = play.texts();
        play.tell(new RunEntry.Action(
                PlaybookAction.NAME,
                performance.action().name(),
                Optional.of(texts.masked(Bytes.utf8(Values.json(performance.params())))
                        .text()),
                outcome.isGood(),
                Optional.of(outcome.value())
                        .filter(value -> value != Values.NOTHING)
                        .map(Values::shown)
                        .map(texts::brief),
                outcome.fault().map(texts::brief),
                Optional.of(duration)));
    }
}
