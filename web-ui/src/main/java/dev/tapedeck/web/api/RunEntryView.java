package dev.tapedeck.web.api;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.run.RunEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of a run's timeline; which members there are depends on its kind. */
@Schema(
        oneOf = {
            RunEntryView.ActionView.class,
            RunEntryView.ModelCallView.class,
            RunEntryView.StatusView.class,
            RunEntryView.StepView.class,
            RunEntryView.StartedBuildView.class,
            RunEntryView.NoticeView.class,
            RunEntryView.GapView.class
        })
sealed interface RunEntryView {
    long number();

    String kind();

    static RunEntryView of(RunEntry entry) {
        long number = entry.number();
        Instant at = entry.at();
        return switch (entry.content()) {
            case RunEntry.Action action -> ActionView.of(number, at, action);
            case RunEntry.Call call -> ModelCallView.of(number, at, call);
            case RunEntry.Status(var status, var reason) -> new StatusView(number, at, "status", status.id(), reason);
            case RunEntry.Step step -> StepView.of(number, at, step);
            case RunEntry.Build(var build, var pipeline) ->
                new StartedBuildView(number, at, "build", build.value(), pipeline.value());
            case RunEntry.Notice(var severity, var message) ->
                new NoticeView(number, at, "notice", severity.id(), message);
            case RunEntry.Gap(long dropped) -> new GapView(number, at, "gap", dropped);
        };
    }

    /** Something that an agent did. */
    record ActionView(
            long number,
            Instant at,
            String kind,
            String tool,
            String action,

            @Schema(implementation = Object.class) Optional<RawJson> input,

            boolean success,
            Optional<String> resultText,
            Optional<String> error,
            Optional<Long> durationMs)
            implements RunEntryView {
        static ActionView of(long number, Instant at, RunEntry.Action action) {
            return new ActionView(
                    number,
                    at,
                    action.kind(),
                    action.tool(),
                    action.action(),
                    action.input().map(RawJson::new),
                    action.success(),
                    action.resultText(),
                    action.error(),
                    action.duration().map(Duration::toMillis));
        }
    }

    /** A call of a model, or of another provider. */
    record ModelCallView(
            long number,
            Instant at,
            String kind,
            String provider,
            String method,

            @Schema(description = "Without its query.") String path,

            Optional<String> model,
            Optional<Long> inputTokens,
            Optional<Long> outputTokens,

            @Schema(description = "In US dollars, if it was sent and the model has a price.")
            Optional<BigDecimal> cost,

            @Schema(description = "As in the header `Tapedeck-Outcome`.")
            String outcome,

            int httpStatus,
            Optional<String> failure,

            @Schema(description = "`<cassette>/<number>`, if it was recorded or played.")
            Optional<String> interaction,

            int attempts,
            long durationMs)
            implements RunEntryView {
        static ModelCallView of(long number, Instant at, RunEntry.Call call) {
            return new ModelCallView(
                    number,
                    at,
                    call.kind(),
                    call.provider().value(),
                    call.method(),
                    call.path(),
                    call.model(),
                    call.tokens().map(Tokens::input),
                    call.tokens().map(Tokens::output),
                    call.cost().map(Money::dollars),
                    call.outcome(),
                    call.status(),
                    call.failure(),
                    call.interaction(),
                    call.attempts(),
                    call.duration().toMillis());
        }
    }

    record StatusView(long number, Instant at, String kind, String status, Optional<String> reason)
            implements RunEntryView {}

    /** Something that happened to a step of a playbook. */
    record StepView(
            long number,
            Instant at,
            String kind,
            String playbook,
            int step,
            String name,
            String description,

            @Schema(enumeration = {"started", "attempt-failed", "recovering", "succeeded", "failed"})
            String event,

            int attempt,
            Optional<String> message,
            Optional<String> cause,
            Optional<Long> durationMs)
            implements RunEntryView {
        static StepView of(long number, Instant at, RunEntry.Step step) {
            return new StepView(
                    number,
                    at,
                    step.kind(),
                    step.playbook(),
                    step.number(),
                    step.name(),
                    step.description(),
                    step.event().id(),
                    step.attempt(),
                    step.message(),
                    step.cause(),
                    step.duration().map(Duration::toMillis));
        }
    }

    /** A build that was started for the run. */
    record StartedBuildView(long number, Instant at, String kind, String build, String pipeline)
            implements RunEntryView {}

    record NoticeView(
            long number,
            Instant at,
            String kind,

            @Schema(enumeration = {"hint", "warning", "stop"})
            String severity,

            String message)
            implements RunEntryView {}

    record GapView(
            long number,
            Instant at,
            String kind,

            @Schema(description = "How many entries are missing here.")
            long dropped)
            implements RunEntryView {}
}
