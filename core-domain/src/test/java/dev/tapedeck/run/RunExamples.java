package dev.tapedeck.run;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Content;
import dev.tapedeck.run.RunEntry.Happened;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs and entries to test with. */
public final class RunExamples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    public static final RunId R1 = new RunId("r1");

    private RunExamples() {}

    public static Run run(String id) {
        return run(id, NOON);
    }

    public static Run run(String id, Instant created) {
        return Run.starting(RunSpec.named(new RunName("nightly triage")), new RunId(id), created);
    }

    /** One that has everything. */
    public static Run fullRun(String id) {
        StepResult step = new StepResult(
                1,
                "classify",
                "Classify the ticket",
                false,
                2,
                false,
                Optional.of("{\"a\":1}"),
                Optional.of("Could not classify."),
                Optional.of("timeout"),
                Optional.of("gave up"),
                new Tokens(3, 4),
                new Money(5),
                Duration.ofMillis(1500));
        Procedure procedure = new Procedure(
                "triage",
                true,
                List.of(step),
                Optional.of("Could not classify."),
                Optional.of("timeout"),
                Optional.of("Step 1 (Classify the ticket): timeout"),
                List.of("look out"),
                "{\"x\":\"ü\"}");
        RunSpec spec = new RunSpec(
                new RunName("nightly triage"),
                Map.of("team", "søk", "a b", ""),
                new RunSources(
                        Optional.of(URI.create("http://localhost:1/trace")),
                        Optional.of(URI.create("http://localhost:1/stream?a=b"))),
                Optional.of(procedure));
        return Run.starting(spec, new RunId(id), NOON);
    }

    public static Action action(String text) {
        return new Action(
                "browser",
                "click",
                Optional.of("{\"n\":1.50}"),
                true,
                Optional.of(text),
                Optional.empty(),
                Optional.empty());
    }

    /** One of each kind, as full and as bare as there is. */
    public static List<Content> everyKind() {
        return List.of(
                action("done"),
                new Action(
                        "t",
                        "",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.of("no \u0001 \uD83D\uDE00"),
                        Optional.of(Duration.ofMillis(1234))),
                new RunEntry.Call(
                        new ProviderName("openai"),
                        "POST",
                        "/v1/chat/completions",
                        Optional.of("gpt-4o-mini"),
                        Optional.of(new Tokens(12, 7)),
                        Optional.of(new Money(1_234_567_890_123L)),
                        "recorded",
                        200,
                        Optional.empty(),
                        Optional.of("greeting/3"),
                        2,
                        Duration.ofNanos(1_500_000)),
                new RunEntry.Call(
                        new ProviderName("p"),
                        "GET",
                        "/",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "live",
                        0,
                        Optional.of("tapedeck_upstream_reset"),
                        Optional.empty(),
                        1,
                        Duration.ZERO),
                new RunEntry.Step(
                        "triage",
                        2,
                        "look-up",
                        "Look it up",
                        RunEntry.Step.Event.ATTEMPT_FAILED,
                        3,
                        Optional.of("for people"),
                        Optional.of("503"),
                        Optional.of(Duration.ofSeconds(3))),
                new RunEntry.Build(new BuildId("b1"), new PipelineName("team-report")),
                new RunEntry.Notice(RunEntry.Notice.Severity.WARNING, "Again."),
                new RunEntry.Gap(17),
                new RunEntry.Status(RunStatus.COMPLETED, Optional.of("It is done.")));
    }

    public static List<Happened> happened(List<? extends Content> contents) {
        return IntStream.range(0, contents.size())
                .mapToObj(at -> new Happened(NOON.plusMillis(at), (Content) contents.get(at)))
                .toList();
    }

    public static List<Happened> actions(String who, int count) {
        return happened(IntStream.range(0, count)
                .mapToObj(number -> action(who + number))
                .toList());
    }
}
