package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.Sanitiser;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plays playbooks: step after step, each verified, what fails dealt with as it says, within the guardrails. Thread-safe;
 * blocks the calling thread, which should be a virtual one.
 */
public final class PlaybookRunner {
    private final Workbench workbench;
    private final Nesting nesting;
    private final Function<PlaybookName, Optional<Playbook>> library;

    /** @param library the playbooks that others may play, if they aren't broken */
    public PlaybookRunner(
            ActionRouter router,
            Models models,
            Repetition repetition,
            Sanitiser texts,
            Time time,
            Function<PlaybookName, Optional<Playbook>> library) {
        this.workbench = new Workbench(router, models, repetition, texts, time);
        this.nesting = new Nesting(library);
        this.library = library;
    }

    /** Sees whether the playbooks that it plays are there, and don't play each other without end. */
    public List<TextProblem> nestingProblems(Playbook playbook) {
        Problems problems = new Problems();
        nesting.check(playbook, problems);
        return problems.inOrder();
    }

    /** Looks at what a playbook is to be started with, all of it, before anything is done. */
    public Start prepare(Playbook playbook, Node parameters) {
        Problems problems = new Problems();
        Scope scope = new ParameterValues(playbook)
                .read(Spot.root(parameters, problems).inner("parameters", parameters));
        nesting.check(playbook, problems);
        if (problems.count() == 0) {
            checkParams(playbook, scope, problems);
        }
        return problems.count() == 0 ? new Start.Ready(playbook, scope) : new Start.Refused(problems.inOrder());
    }

    /** Values may make params what no action takes, or have nothing of what a placeholder names in them. */
    private void checkParams(Playbook playbook, Scope scope, Problems problems) {
        for (Step step : playbook.steps()) {
            workbench.router().find(step.action()).ifPresent(action -> {
                Node.Mapping params = ResolvedParams.asFarAsKnown(step, action, scope);
                Spot place = Spot.root(params, problems)
                        .inner("steps", params)
                        .inner(Integer.toString(step.number() - 1), params);
                step.references()
                        .flatMap(reference -> scope.dangling(reference).stream())
                        .forEach(place::report);
                ActionRouter.check(action, place.inner("params", params), false);
            });
        }
    }

    /**
     * Plays it.
     *
     * @param calls the one way outward, of models and hosts alike: the run's session, or the live line
     * @param timeline takes what happens, in order; its texts are redacted, but for the calls'
     * @param progress takes what it has come to after each step, but for the data
     */
    public PlaybookResult run(
            Start.Ready start,
            Provider calls,
            Consumer<RunEntry.Content> timeline,
            Consumer<Procedure> progress,
            Cancellation cancellation) {
        List<PlaybookName> within = List.of(start.playbook().name());
        Stage stage = new Stage(calls, timeline, cancellation, within, this::nested, Stage.Around.NOTHING, false);
        return new Play(workbench, start, stage).run(progress);
    }

    /** Says what would be done, and does nothing of it: no model is asked, and whatever has an effect is refused. */
    public PlaybookResult dryRun(Start.Ready start) {
        return new DryRun(workbench, library).run(start);
    }

    private ActionResult nested(PlaybookName name, Node.Mapping parameters, Stage stage) {
        Optional<String> refusal = Nesting.refusal(name, stage.within());
        if (refusal.isPresent()) {
            return new ActionResult.Failed(refusal.get(), false);
        }
        return library.apply(name)
                .map(playbook -> nested(prepare(playbook, parameters), stage))
                .orElseGet(() -> new ActionResult.Failed(
                        "There is no playbook '%s' that can be played.".formatted(name), false));
    }

    /** What is used up inside has been told to the play around by then. */
    private ActionResult nested(Start start, Stage stage) {
        return switch (start) {
            case Start.Refused(List<TextProblem> problems) ->
                new ActionResult.Failed(
                        "It can't be started: "
                                + String.join(
                                        " ",
                                        problems.stream()
                                                .map(TextProblem::message)
                                                .toList()),
                        false);
            case Start.Ready ready -> {
                Play play =
                        new Play(workbench, ready, stage.inside(ready.playbook().name()));
                PlaybookResult result = play.run(soFar -> {});
                yield result.procedure()
                        .error()
                        .<ActionResult>map(error -> new ActionResult.Failed(error, !play.isStopped()))
                        .orElseGet(() -> new ActionResult.Done(play.data()));
            }
        };
    }
}
