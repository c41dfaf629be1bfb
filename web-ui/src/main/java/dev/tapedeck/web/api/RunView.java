package dev.tapedeck.web.api;

import dev.tapedeck.run.PhaseResult;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunCounts;
import dev.tapedeck.run.RunSources;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.StepResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run. */
record RunView(
        String id,
        String name,
        Map<String, String> labels,

        @Schema(enumeration = {"starting", "running", "completed", "failed", "timeout", "terminated"})
        String status,

        @Schema(description = "Why it ended as it did.") Optional<String> reason,

        @Schema(description = "What whoever ended it had to say.")
        Optional<String> summary,

        Instant createdAt,

        @Schema(description = "When it last gave a sign of life.")
        Instant seenAt,

        Optional<Instant> endedAt,
        @Schema(description = "Without its query.") Optional<String> traceUrl,
        @Schema(description = "Without its query.") Optional<String> streamUrl,
        CountsView counts,

        @Schema(description = "How the phases of its end went, in order; empty until that is over.")
        List<PhaseView> phases,

        @Schema(description = "Of a playbook's run: the playbook.")
        Optional<String> playbook,

        Optional<Boolean> dryRun,
        Optional<Boolean> success,
        Optional<List<StepResultView>> stepResults,

        @Schema(description = "Why it failed, in the playbook's words for people.")
        Optional<String> userMessage,

        @Schema(description = "The failure itself.") Optional<String> cause,

        @Schema(description = "What stopped it, with the step.")
        Optional<String> error,

        @Schema(description = "What a dry run found.") Optional<List<String>> warnings,

        @Schema(description = "What the steps stored.", implementation = Object.class)
        Optional<RawJson> data) {

    /** What its entries come to. */
    record CountsView(
            long entries,
            long actions,
            long failedActions,
            long calls,
            long failedCalls,

            @Schema(description = "How many steps of its playbook succeeded.")
            long steps,

            long failedAttempts,

            @Schema(description = "How many entries are missing, because they came faster than they could be kept.")
            long dropped,

            long inputTokens,
            long outputTokens,

            @Schema(description = "In US dollars, of the calls that were sent.")
            BigDecimal cost) {
        static CountsView of(RunCounts counts) {
            return new CountsView(
                    counts.entries(),
                    counts.actions(),
                    counts.failedActions(),
                    counts.calls(),
                    counts.failedCalls(),
                    counts.steps(),
                    counts.failedAttempts(),
                    counts.dropped(),
                    counts.tokens().input(),
                    counts.tokens().output(),
                    counts.cost().dollars());
        }
    }

    /** How one phase of its end went. */
    record PhaseView(
            @Schema(enumeration = {"publish", "clean-up", "persist"})
            String phase,

            boolean success,
            Optional<String> error,
            long durationMs) {
        static PhaseView of(PhaseResult result) {
            return new PhaseView(
                    result.phase().id(),
                    result.success(),
                    result.error(),
                    result.duration().toMillis());
        }
    }

    /** How a step ended. */
    record StepResultView(
            int number,
            String name,
            String description,
            boolean success,
            int attempts,

            @Schema(description = "It is good only because a model mended it.")
            boolean recovered,

            Optional<String> result,
            Optional<String> message,
            Optional<String> cause,

            @Schema(description = "Why its recovery failed too.")
            Optional<String> recoveryError,

            long inputTokens,
            long outputTokens,
            BigDecimal cost,
            long durationMs) {
        static StepResultView of(StepResult step) {
            return new StepResultView(
                    step.number(),
                    step.name(),
                    step.description(),
                    step.success(),
                    step.attempts(),
                    step.recovered(),
                    step.result(),
                    step.message(),
                    step.cause(),
                    step.recoveryError(),
                    step.tokens().input(),
                    step.tokens().output(),
                    step.cost().dollars(),
                    step.duration().toMillis());
        }
    }

    static RunView of(Run run) {
        Optional<Procedure> procedure = run.procedure();
        return new RunView(
                run.id().value(),
                run.name().value(),
                run.labels(),
                run.status().id(),
                run.standing().reason(),
                run.standing().summary(),
                run.createdAt(),
                run.seenAt(),
                run.standing().endedAt(),
                run.sources().trace().map(RunSources::shown),
                run.sources().stream().map(RunSources::shown),
                CountsView.of(run.counts()),
                run.standing().phases().stream().map(PhaseView::of).toList(),
                procedure.map(Procedure::playbook),
                procedure.map(Procedure::dryRun),
                procedure
                        .filter(any -> run.status().ended())
                        .map(came -> came.success() && run.status() == RunStatus.COMPLETED),
                procedure.map(came ->
                        came.stepResults().stream().map(StepResultView::of).toList()),
                procedure.flatMap(Procedure::userMessage),
                procedure.flatMap(Procedure::cause),
                procedure.flatMap(Procedure::error),
                procedure.map(Procedure::warnings),
                procedure.map(Procedure::data).map(RawJson::new));
    }
}
