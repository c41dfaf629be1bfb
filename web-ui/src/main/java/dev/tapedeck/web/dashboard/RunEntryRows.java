package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Build;
import dev.tapedeck.run.RunEntry.Call;
import dev.tapedeck.run.RunEntry.Content;
import dev.tapedeck.run.RunEntry.Gap;
import dev.tapedeck.run.RunEntry.Notice;
import dev.tapedeck.run.RunEntry.Status;
import dev.tapedeck.run.RunEntry.Step;
import dev.tapedeck.web.dashboard.RunTimeline.Row;
import dev.tapedeck.web.dashboard.RunTimeline.What;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of a run's entries the lines of its timeline. Texts that agents wrote are made fit to be shown. */
@Singleton
public final class RunEntryRows {
    private static final long NANOS_A_MICRO = 1_000;
    private static final int BAD_REQUEST = 400;
    /** Outcomes that say by themselves that nothing came of a call. */
    private static final Set<String> BAD_OUTCOMES = Stream.of(Source.MISS, Source.EXHAUSTED, Source.REJECTED)
            .map(Source::id)
            .collect(Collectors.toUnmodifiableSet());

    private final PlainText plain;
    private final Time time;

    RunEntryRows(PlainText plain, Time time) {
        this.plain = plain;
        this.time = time;
    }

    Row row(Run run, RunEntry entry, RunSpan span) {
        Content content = entry.content();
        List<StateShown> states = states(content);
        return new Row(
                entry.number(),
                span.offset(entry.at()),
                Moment.of(entry.at(), time.now()),
                content.kind(),
                what(run, content),
                content instanceof Call call ? call.outcome() : "",
                states,
                span.bar(entry, tone(content, states)),
                RunSpan.took(entry).map(RunEntryRows::words).orElse(""));
    }

    static String words(Duration duration) {
        return duration.isZero() ? Figures.millis(0) : Figures.micros(duration.toNanos() / NANOS_A_MICRO);
    }

    private static List<StateShown> states(Content content) {
        return switch (content) {
            case Action action -> List.of(action.success() ? StateShown.done() : StateShown.failed());
            case Call call -> needsWord(call) ? List.of(StateShown.failed()) : List.of();
            case Step step -> List.of(StateShown.of(step.event()));
            case Status status -> List.of(StateShown.of(status.status()));
            case Notice notice -> List.of(StateShown.of(notice.severity()));
            case Gap gap -> List.of(StateShown.missing());
            case Build build -> List.of();
        };
    }

    private static boolean needsWord(Call call) {
        return call.failed() && !BAD_OUTCOMES.contains(call.outcome());
    }

    /** A call that went well is told from an action that did. */
    private static String tone(Content content, List<StateShown> states) {
        if (content instanceof Call call) {
            return call.failed() ? "bad" : "live";
        }
        return states.stream().map(StateShown::tone).findFirst().orElse("plain");
    }

    private What what(Run run, Content content) {
        return switch (content) {
            case Action action -> action(action);
            case Call call -> call(call);
            case Step step -> step(run, step);
            case Status status ->
                What.of(
                        "",
                        status.reason()
                                .map(plain::whole)
                                .orElse("It is %s.".formatted(status.status().id())));
            case Build build ->
                What.of("A build", "")
                        .link("/builds/" + build.build(), build.pipeline().value());
            case Notice notice -> What.of("", plain.whole(notice.message()));
            case Gap gap ->
                What.of(Figures.plural(gap.dropped(), "entry", "entries"), "")
                        .text("Missing here: they came faster than they could be kept.", "");
        };
    }

    private What action(Action action) {
        List<CodeView> details = new ArrayList<>();
        action.input().ifPresent(input -> details.add(CodeView.json("Input", input)));
        action.resultText().filter(this::isLonger).ifPresent(text -> details.add(CodeView.text("Result", text)));
        action.error().filter(this::isLonger).ifPresent(text -> details.add(CodeView.text("Error", text)));
        return What.of(plain.brief(action.tool()), plain.brief(action.action()))
                .text(brief(action.resultText()), brief(action.error()))
                .details(details);
    }

    /** Whether there is more of it than is shown in one line. */
    private boolean isLonger(String text) {
        return !plain.brief(text).equals(text);
    }

    private String brief(Optional<String> text) {
        return text.map(plain::brief).orElse("");
    }

    private What call(Call call) {
        List<String> facts = new ArrayList<>();
        call.tokens().map(tokens -> tokens(tokens) + " tokens").ifPresent(facts::add);
        call.cost().map(cost -> Figures.dollars(cost.dollars())).ifPresent(facts::add);
        if (call.attempts() > 1) {
            facts.add(Figures.plural(call.attempts(), "attempt"));
        }
        if (call.status() >= BAD_REQUEST) {
            facts.add("status " + call.status());
        }
        String provider = call.provider().value();
        String tape = call.interaction().orElse("");
        String request = "%s %s".formatted(call.method(), plain.brief(call.path()));
        return What.of(
                        call.model().map(plain::brief).orElse(request),
                        call.model().isPresent() ? provider + ", " + request : provider)
                .facts(facts)
                .link(tape.isEmpty() ? "" : "/recordings/" + tape, tape)
                .text("", brief(call.failure()));
    }

    /** {@code 12 → 7}, in and out. */
    static String tokens(Tokens tokens) {
        return "%s → %s".formatted(Figures.count(tokens.input()), Figures.count(tokens.output()));
    }

    private What step(Run run, Step step) {
        List<String> facts = new ArrayList<>();
        if (step.attempt() > 1) {
            facts.add("attempt %d".formatted(step.attempt()));
        }
        if (!run.procedure().map(Procedure::playbook).equals(Optional.of(step.playbook()))) {
            facts.add("of " + plain.brief(step.playbook()));
        }
        return What.of(
                        "Step %d".formatted(step.number()),
                        plain.brief(step.description().isBlank() ? step.name() : step.description()))
                .facts(facts)
                .text(
                        step.message().map(plain::whole).orElse(""),
                        step.cause().map(plain::whole).orElse(""));
    }
}
