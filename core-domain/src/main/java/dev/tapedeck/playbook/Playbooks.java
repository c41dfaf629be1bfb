package dev.tapedeck.playbook;

import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEnd;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunName;
import dev.tapedeck.run.RunSources;
import dev.tapedeck.run.RunSpec;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Starts playbooks, each in a run of its own. Thread-safe; may block. */
public final class Playbooks {
    private final PlaybookStore store;
    private final PlaybookRunner runner;
    private final Runs runs;
    private final Sessions sessions;
    private final Provider live;
    private final Executor threads;
    private final Map<RunId, UnderWay> underWay = new ConcurrentHashMap<>();

    /** What is played now. */
    private record UnderWay(Cancellation cancellation, Optional<Session> session) {}

    /**
     * How a playbook is to be played.
     *
     * @param session what its calls are recorded to or played from; without one they are live
     * @param dryRun whether nothing is carried out
     */
    public record Asked(Node parameters, Optional<SessionSpec> session, boolean dryRun) {}

    /** Something can't be played. */
    public static final class NotPlayable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<TextProblem> problems;

        NotPlayable(List<TextProblem> problems) {
            super("It can't be played.", null, false, false);
            this.problems = List.copyOf(problems);
        }

        /** At least one. */
        public List<TextProblem> problems() {
            return problems;
        }

        /** Whether it could be played with other parameters. */
        public boolean isOfParameters() {
            return problems.stream().allMatch(problem -> problem.pointer().startsWith("/parameters"));
        }
    }

    /**
     * @param live where calls go that no cassette answers: the whole stage line
     * @param threads what playbooks are played on
     */
    public Playbooks(
            PlaybookStore store, PlaybookRunner runner, Runs runs, Sessions sessions, Provider live, Executor threads) {
        this.store = store;
        this.runner = runner;
        this.runs = runs;
        this.sessions = sessions;
        this.live = live;
        this.threads = threads;
        runs.onCleanUp(this::end);
    }

    /** @throws FailedCall {@code Unknown}, if there is none of that name */
    public PlaybookStore.Stored fetch(PlaybookName name) {
        return store.find(name).orElseThrow(() -> {
            List<String> names =
                    store.list().stream().map(stored -> stored.name().value()).toList();
            return FailedCall.rejected(new Failure.Unknown(
                    Failure.Unknown.Kind.PLAYBOOK,
                    "%s PUT /api/v1/playbooks/%s makes it."
                            .formatted(Suggestion.unknown("playbook", name.value(), names), name)));
        });
    }

    /**
     * Everything that is in the way of playing it; empty if it can be played.
     *
     * @param parameters what it would be started with; without them only the playbook itself is looked at
     */
    public List<TextProblem> problems(PlaybookName name, Optional<Node> parameters) {
        return switch (fetch(name).checked()) {
            case CheckedPlaybook.Broken(List<TextProblem> problems) -> problems;
            case CheckedPlaybook.Valid(Playbook playbook) ->
                parameters
                        .map(given -> problems(runner.prepare(playbook, given)))
                        .orElseGet(() -> runner.nestingProblems(playbook));
        };
    }

    private static List<TextProblem> problems(Start start) {
        return start instanceof Start.Refused(List<TextProblem> problems) ? problems : List.of();
    }

    /**
     * Starts one; it goes on after this has returned.
     *
     * @return its run
     * @throws NotPlayable if it is broken, or can't be started with these parameters
     * @throws FailedCall {@code Unknown}, if there is no such playbook, or no cassette to play
     */
    public Run start(PlaybookName name, Asked asked) {
        Start.Ready ready = ready(name, asked.parameters());
        RunId id = RunId.random();
        UnderWay playing = new UnderWay(
                new Cancellation(),
                asked.dryRun() ? Optional.empty() : asked.session().map(sessions::open));
        underWay.put(id, playing);
        boolean isPlayed = false;
        try {
            Run run = runs.start(spec(name, asked.dryRun()), Optional.of(id));
            threads.execute(() -> play(id, ready, asked.dryRun(), playing));
            isPlayed = true;
            return run;
        } finally {
            if (!isPlayed) {
                end(id);
            }
        }
    }

    private static RunSpec spec(PlaybookName name, boolean dryRun) {
        Procedure procedure = Procedure.of(name.value(), dryRun);
        return new RunSpec(new RunName(name.value()), Map.of(), RunSources.NONE, Optional.of(procedure));
    }

    /**
     * Whether it can be started so.
     *
     * @throws NotPlayable as {@link #start} does
     */
    public void check(PlaybookName name, Node parameters) {
        ready(name, parameters);
    }

    private Start.Ready ready(PlaybookName name, Node parameters) {
        return switch (fetch(name).checked()) {
            case CheckedPlaybook.Broken(List<TextProblem> problems) -> throw new NotPlayable(problems);
            case CheckedPlaybook.Valid(Playbook playbook) ->
                switch (runner.prepare(playbook, parameters)) {
                    case Start.Ready ready -> ready;
                    case Start.Refused(List<TextProblem> problems) -> throw new NotPlayable(problems);
                };
        };
    }

    private void play(RunId run, Start.Ready ready, boolean dry, UnderWay playing) {
        RunEnd end = RunEnd.of(RunStatus.FAILED, "It broke. The log says where.");
        try {
            runs.note(run, new RunEntry.Status(RunStatus.RUNNING, Optional.empty()));
            Provider calls = playing.session().<Provider>map(open -> open).orElse(live);
            PlaybookResult result = dry
                    ? runner.dryRun(ready)
                    : runner.run(
                            ready,
                            calls,
                            content -> runs.note(run, content),
                            soFar -> tried(() -> runs.came(run, soFar)),
                            playing.cancellation());
            runs.came(run, result.procedure());
            end = result.procedure()
                    .error()
                    .map(error -> RunEnd.of(RunStatus.FAILED, error))
                    .orElseGet(() -> new RunEnd(RunStatus.COMPLETED, Optional.empty(), Optional.empty()));
        } finally {
            finish(run, end);
        }
    }

    /** One that can't be finished now gives no sign of life any more, so that it is ended as one that is silent. */
    private void finish(RunId run, RunEnd end) {
        try {
            runs.finish(run, end);
        } finally {
            end(run);
        }
    }

    /** Whoever ends a run ends what is played in it. */
    private void end(RunId run) {
        Optional.ofNullable(underWay.remove(run)).ifPresent(playing -> {
            playing.cancellation().cancel();
            playing.session().ifPresent(session -> sessions.close(session.id()));
        });
    }

    /** Says of all that are played here that they live. Of which that couldn't be said, and why. */
    public List<Failure> beat() {
        return underWay.keySet().stream()
                .flatMap(run -> tried(() -> runs.beat(run)).stream())
                .toList();
    }

    /** Why it failed, if it did; the next time may do for it. */
    private static Optional<Failure> tried(Runnable deed) {
        try {
            deed.run();
            return Optional.empty();
        } catch (FailedCall failed) {
            return Optional.of(failed.failure());
        }
    }
}
