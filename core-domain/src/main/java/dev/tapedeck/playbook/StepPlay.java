package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.playbook.Performance.Outcome;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Step.Event;
import dev.tapedeck.run.Shortened;
import dev.tapedeck.run.StepResult;
import java.time.Duration;
import java.util.Optional;

/** One step of one play. For one thread, once. */
final class StepPlay {
    private final Play play;
    private final Step step;
    private final String description;
    private final Spent before;
    private final long begun;
    /** Nothing, as long as it isn't known what the params are. */
    private Effect effect;

    private int times;

    StepPlay(Play play, Step step) {
        this.play = play;
        this.step = step;
        this.description = play.texts().masked(play.filled(step.description()));
        this.before = play.spent();
        this.begun = play.workbench().time().nanos();
        this.effect = step.effect().orElse(Effect.SAFE);
    }

    /** @param error what stops the playbook, if the step failed */
    record Ended(StepResult result, Optional<String> error) {}

    Ended run() {
        tell(Event.STARTED, Optional.empty(), Optional.empty());
        Outcome outcome = attempts();
        if (outcome.isGood()) {
            return stored(outcome.value(), false);
        }
        String cause = outcome.fault().orElseThrow();
        return switch (recovery(cause)) {
            case Recoverer.Ended.Mended(Node value) -> stored(value, true);
            case Recoverer.Ended.InVain(String why) -> failed(cause, Optional.of(why));
            case Recoverer.Ended.NotTried no -> failed(cause, Optional.empty());
        };
    }

    private Recoverer.Ended recovery(String cause) {
        Optional<Recovery> model =
                step.onFailure() == OnFailure.LLM_RECOVER ? Recoverer.model(play, step) : Optional.empty();
        if (model.isEmpty() || isTheEnd(cause)) {
            return new Recoverer.Ended.NotTried();
        }
        tell(Event.RECOVERING, Optional.empty(), Optional.of(cause));
        try {
            return new Recoverer(play, step, model.get(), mayWrite()).recover(cause);
        } catch (Unresolved unresolved) {
            return new Recoverer.Ended.InVain(unresolved.message());
        }
    }

    private boolean mayWrite() {
        return effect == Effect.EFFECT && !play.stage().readOnly();
    }

    /** Whether nobody is to go on: the run is ended, or the guardrails have refused the step itself. */
    private boolean isTheEnd(String cause) {
        return play.stage().cancellation().isCancelled()
                || play.refusal().filter(cause::equals).isPresent();
    }

    private Outcome attempts() {
        Performance performance;
        Deed deed;
        try {
            performance = performance();
            deed = performance.deed();
        } catch (Unresolved unresolved) {
            return Outcome.failed(unresolved.message(), false);
        }
        Outcome outcome = attempt(performance);
        if (step.onFailure() == OnFailure.RETRY) {
            outcome = repeated(performance, outcome);
        }
        if (times > 0) {
            play.done(deed, outcome.isGood());
        }
        return outcome;
    }

    private Outcome repeated(Performance performance, Outcome first) {
        Repetition.Attempts attempts =
                play.workbench().repetition().begin(step.name(), play.stage().cancellation());
        Outcome outcome = first;
        while (!outcome.isGood()
                && outcome.passing()
                && attempts.goesOn(cause(outcome.fault().orElseThrow()))) {
            outcome = attempt(performance);
        }
        return outcome;
    }

    private Outcome attempt(Performance performance) {
        Outcome outcome = play.perform(performance);
        times += outcome.times();
        outcome.fault().ifPresent(fault -> tell(Event.ATTEMPT_FAILED, Optional.empty(), Optional.of(fault)));
        return outcome;
    }

    /** @throws Unresolved if a placeholder leads to nothing */
    private Performance performance() {
        Action action = play.workbench()
                .router()
                .find(step.action())
                .orElseThrow(() -> new Unresolved(play.workbench().router().unknown(step.action())));
        Node.Mapping params = ResolvedParams.of(step, action, play.scope());
        effect = step.effect().orElseGet(() -> action.effect(params));
        Optional<Verification> verification =
                step.verification().map(given -> Performance.resolved(given, play.scope()));
        return new Performance(action, params, effect, verification, step.onFailure() == OnFailure.RETRY);
    }

    private Ended stored(Node value, boolean recovered) {
        try {
            play.store(step, value);
            return succeeded(value, recovered);
        } catch (Unresolved unfit) {
            return failed(unfit.message(), Optional.empty());
        }
    }

    private Ended succeeded(Node value, boolean recovered) {
        tell(Event.SUCCEEDED, Optional.empty(), Optional.empty());
        Optional<String> result = Optional.of(play.texts().text(Values.shown(value)));
        StepResult good = result(true, recovered, result, Optional.empty(), Optional.empty(), Optional.empty());
        return new Ended(good, Optional.empty());
    }

    private Ended failed(String fault, Optional<String> recoveryFault) {
        String cause = cause(fault);
        Optional<String> recoveryError = recoveryFault.map(this::cause);
        Optional<String> message = step.failureMessage().map(play::filled).map(play.texts()::masked);
        tell(Event.FAILED, message, Optional.of(cause));
        String error = "Step %d (%s): %s%s"
                .formatted(
                        step.number(),
                        description.isBlank() ? step.name() : Shortened.text(description),
                        cause,
                        recoveryError.map(" The recovery failed too: "::concat).orElse(""));
        StepResult bad = result(false, false, Optional.empty(), message, Optional.of(cause), recoveryError);
        return new Ended(bad, Optional.of(error));
    }

    private String cause(String fault) {
        return play.texts().brief(fault);
    }

    private StepResult result(
            boolean success,
            boolean recovered,
            Optional<String> result,
            Optional<String> message,
            Optional<String> cause,
            Optional<String> recoveryError) {
        Spent own = play.spent().minus(before);
        return new StepResult(
                step.number(),
                step.name(),
                Shortened.text(description),
                success,
                times,
                recovered,
                result,
                message.map(Shortened::text),
                cause,
                recoveryError,
                own.tokens(),
                own.cost(),
                sinceBegun());
    }

    private Duration sinceBegun() {
        return Duration.ofNanos(play.workbench().time().nanos() - begun);
    }

    private void tell(Event event, Optional<String> message, Optional<String> cause) {
        play.tell(new RunEntry.Step(
                play.playbook().name().value(),
                step.number(),
                step.name(),
                description,
                event,
                Math.max(1, times),
                message,
                cause.map(this::cause),
                event == Event.STARTED ? Optional.empty() : Optional.of(sinceBegun())));
    }
}
