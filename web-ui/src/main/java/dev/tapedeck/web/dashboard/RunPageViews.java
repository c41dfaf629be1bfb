package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.PhaseResult;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunCounts;
import dev.tapedeck.run.RunSources;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.web.dashboard.BuildPageView.Fact;
import dev.tapedeck.web.dashboard.BuildPageViews.Said;
import dev.tapedeck.web.dashboard.OverviewView.Figure;
import dev.tapedeck.web.dashboard.RunPageView.Phase;
import dev.tapedeck.web.dashboard.RunPageView.Wrong;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes of a run what its page shows. Texts that its program wrote are made fit to be shown. */
@Singleton
public final class RunPageViews {
    private static final String PLAIN = "plain";

    private final RunTimelines timelines;
    private final RunRows rows;
    private final PlaybookViews playbooks;
    private final PlainText plain;
    private final Time time;

    RunPageViews(RunTimelines timelines, RunRows rows, PlaybookViews playbooks, PlainText plain, Time time) {
        this.timelines = timelines;
        this.rows = rows;
        this.playbooks = playbooks;
        this.plain = plain;
        this.time = time;
    }

    /** @param after where the part of the timeline begins; nothing for its end */
    RunPageView of(Run run, OptionalLong after, Said said) {
        Instant now = time.now();
        List<Wrong> wrongs = wrongs(run);
        return new RunPageView(
                run.id().value(),
                run.name().value(),
                StateShown.of(run.status()),
                !run.status().ended(),
                Moment.of(run.createdAt(), now),
                rows.labels(run),
                wrongs,
                run.standing().summary().map(String::strip).orElse(""),
                figures(run, now),
                facts(run, wrongs.isEmpty()),
                run.procedure().map(playbooks::of).stream().toList(),
                run.standing().phases().stream().map(this::phase).toList(),
                timelines.of(run, after),
                said.told(),
                said.refused());
    }

    /** In the playbook's words, or in those of whoever ended it. */
    private List<Wrong> wrongs(Run run) {
        Optional<Wrong> told = run.procedure().flatMap(this::wrong);
        boolean failed = run.status() == RunStatus.FAILED || run.status() == RunStatus.TIMEOUT;
        return told
                .or(() -> run.standing()
                        .reason()
                        .filter(reason -> failed)
                        .map(reason -> new Wrong(plain.whole(reason), "", "")))
                .stream()
                .toList();
    }

    private Optional<Wrong> wrong(Procedure procedure) {
        String cause = procedure.cause().map(plain::whole).orElse("");
        String error = procedure.error().map(plain::whole).orElse("");
        return procedure
                .userMessage()
                .map(plain::whole)
                .map(message -> new Wrong(message, cause, error.equals(message) ? "" : error))
                .or(() -> procedure.error().map(known -> new Wrong(error, error.contains(cause) ? "" : cause, "")));
    }

    private static List<Figure> figures(Run run, Instant now) {
        RunCounts counts = run.counts();
        return List.of(
                new Figure(
                        "Length",
                        Figures.millis(RunRows.length(run, now).toMillis()),
                        run.status().ended() ? "from its beginning to its end" : "up to now",
                        PLAIN),
                new Figure("Actions", Figures.count(counts.actions()), failed(counts.failedActions()), PLAIN),
                new Figure("Calls", Figures.count(counts.calls()), failed(counts.failedCalls()), PLAIN),
                new Figure(
                        "Tokens",
                        Figures.count(counts.tokens().input() + counts.tokens().output()),
                        "%s in, %s out, also from tape"
                                .formatted(
                                        Figures.count(counts.tokens().input()),
                                        Figures.count(counts.tokens().output())),
                        PLAIN),
                new Figure("Cost", Figures.dollars(counts.cost().dollars()), "of the calls that were sent", PLAIN));
    }

    private static String failed(long count) {
        return count == 0 ? "none failed" : "%s failed".formatted(Figures.count(count));
    }

    /** @param withReason whether why it ended as it did isn't said elsewhere */
    private List<Fact> facts(Run run, boolean withReason) {
        RunCounts counts = run.counts();
        List<Fact> facts = new ArrayList<>();
        run.standing()
                .reason()
                .filter(reason -> withReason)
                .ifPresent(reason -> facts.add(new Fact("Reason", plain.whole(reason), "")));
        facts.add(at("Started", run.createdAt()));
        run.standing()
                .endedAt()
                .ifPresentOrElse(
                        ended -> facts.add(at("Ended", ended)), () -> facts.add(at("Last sign of life", run.seenAt())));
        facts.add(new Fact("Entries", Figures.count(counts.entries()), ""));
        run.procedure().ifPresent(any -> facts.add(new Fact("Steps done", Figures.count(counts.steps()), "")));
        facts.add(new Fact("Failed attempts", Figures.count(counts.failedAttempts()), ""));
        facts.add(new Fact("Dropped", Figures.plural(counts.dropped(), "entry", "entries"), ""));
        run.sources().trace().ifPresent(trace -> facts.add(source("Its own trace", trace)));
        run.sources().stream().ifPresent(stream -> facts.add(source("Its own stream", stream)));
        return facts;
    }

    private Fact at(String name, Instant at) {
        return new Fact(name, Moment.of(at, time.now()).utc(), "");
    }

    /** Nobody is led to another program's address. */
    private Fact source(String name, URI address) {
        return new Fact(name, plain.whole(RunSources.shown(address)), "");
    }

    private Phase phase(PhaseResult result) {
        return new Phase(
                switch (result.phase()) {
                    case PUBLISH -> "Its status is published";
                    case CLEAN_UP -> "It is cleaned up";
                    case PERSIST -> "It is persisted";
                },
                result.success() ? StateShown.done() : StateShown.failed(),
                RunEntryRows.words(result.duration()),
                result.error().map(plain::whole).orElse(""));
    }
}
