package dev.tapedeck.web.api;

import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.CircuitSnapshot.Counts;
import dev.tapedeck.resilience.CircuitSnapshot.LastFailure;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import dev.tapedeck.resilience.RetryBudget;
import dev.tapedeck.web.resilience.Circuits.Watched;
import dev.tapedeck.web.resilience.ResilienceFigures.Latency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A circuit at one moment. */
record CircuitView(
        @Schema(
                description =
                        "What the path takes, percent-encoded: the service, and `:` with the model if there is one.")
        String name,

        String service,

        @Schema(description = "The model, if each has a circuit of its own.")
        Optional<String> model,

        @Schema(description = "If not, every call is made, whatever the state is.")
        boolean enabled,

        @Schema(enumeration = {"CLOSED", "OPEN", "HALF_OPEN"})
        String state,

        @Schema(description = "In a row, while closed.") int failures,

        @Schema(description = "Probes under way.") int permits,

        @Schema(description = "When it opened last, unless it is closed.")
        Optional<Instant> openedAt,

        @Schema(description = "When it lets a probe through, while open; nothing if it was opened by hand.")
        Optional<Instant> nextProbeAt,

        @Schema(description = "When the pause ends that the provider asked for, if there is one.")
        Optional<Instant> pausedUntil,

        Optional<FailureView> lastFailure,

        @Schema(description = "Of the last hour, oldest first, at most 1,000.")
        List<TransitionView> transitions,

        CountsView counts,
        BudgetView budget,

        @Schema(description = "How long the service's attempts took, if there were any in the last five minutes.")
        Optional<LatencyView> latency) {

    /** A failure. */
    @Schema(name = "CircuitFailure", description = "What failed last.")
    record FailureView(
            Instant at,

            @Schema(description = "A failure's code, or `http_503`.")
            String type,

            String message) {
        static FailureView of(LastFailure failure, UnaryOperator<String> plain) {
            return new FailureView(failure.at(), plain.apply(failure.type()), plain.apply(failure.message()));
        }
    }

    /** A change of state. */
    @Schema(name = "CircuitTransition", description = "A change of state.")
    record TransitionView(Instant at, String from, String to, String cause) {
        static TransitionView of(Transition transition) {
            return new TransitionView(
                    transition.at(), transition.from().name(), transition.to().name(), transition.cause());
        }
    }

    /** What went through. */
    @Schema(name = "CircuitCounts", description = "Since the start of the process.")
    record CountsView(
            @Schema(description = "Calls that were let through.")
            long calls,

            long successes,
            long failures,

            @Schema(description = "Calls that were refused.")
            long rejections) {
        static CountsView of(Counts counts) {
            return new CountsView(counts.calls(), counts.successes(), counts.failures(), counts.rejections());
        }
    }

    /** The service's retries. */
    @Schema(name = "RetryBalance", description = "The service's retry budget.")
    record BudgetView(
            @Schema(
                    description =
                            "Retries that are affordable now; less than nothing after many that clients announced.")
            double balance,

            @Schema(description = "Attempts for each call, lately; 1.0 without retries.")
            double amplification) {
        static BudgetView of(RetryBudget.Balance balance) {
            return new BudgetView(rounded(balance.balance()), rounded(balance.amplification()));
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }

    /** How long attempts took. */
    @Schema(name = "AttemptLatency", description = "In milliseconds.")
    record LatencyView(double p50, double p95, double p99) {
        static LatencyView of(Latency latency) {
            return new LatencyView(latency.p50(), latency.p95(), latency.p99());
        }
    }

    /** @param plain makes a message fit to be shown */
    static CircuitView of(Watched watched, Optional<Latency> latency, UnaryOperator<String> plain) {
        CircuitSnapshot seen = watched.circuit().snapshot();
        return new CircuitView(
                watched.name(),
                seen.name().service().value(),
                seen.name().model(),
                watched.service().policy().circuit().enabled(),
                seen.state().name(),
                seen.failures(),
                seen.permits(),
                seen.openedAt(),
                seen.nextProbeAt(),
                seen.pausedUntil(),
                seen.lastFailure().map(failure -> FailureView.of(failure, plain)),
                seen.transitions().stream().map(TransitionView::of).toList(),
                CountsView.of(seen.counts()),
                BudgetView.of(watched.service().budget().balance()),
                latency.map(LatencyView::of));
    }
}
