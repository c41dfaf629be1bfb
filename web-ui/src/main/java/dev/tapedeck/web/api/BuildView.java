package dev.tapedeck.web.api;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.Money;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.web.build.BuildPicture;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A build. */
record BuildView(
        String id,
        String pipeline,

        @Schema(
                enumeration = {
                    "PENDING",
                    "RUNNING",
                    "WAITING",
                    "COMPLETED",
                    "COMPLETED_WITH_ERRORS",
                    "FAILED",
                    "CANCELLED"
                })
        String state,

        @Schema(description = "Why it failed or stopped.") Optional<ReasonView> reason,

        @Schema(description = "Somebody has asked it to stop, and it hasn't yet.")
        boolean cancelling,

        Optional<String> cassette,

        @Schema(enumeration = {"off", "record", "replay", "auto"})
        String mode,

        @Schema(enumeration = {"auto", "never"}) String batch,

        @Schema(description = "Whether artifacts of earlier builds are taken over.")
        boolean cache,

        Optional<Duration> maxWait,
        Instant createdAt,

        @Schema(description = "When it was started, or resumed last.")
        Instant startedAt,

        @Schema(description = "When it was changed last; once it has ended, when it ended.")
        Instant updatedAt,

        @Schema(description = "When something happens next by itself: a batch is looked at, or something tried again.")
        Optional<Instant> nextPollAt,

        @Schema(
                description =
                        "From 0 to 1, each layer counting the same; it never falls while the build goes on. 1, once it has ended.")
        double progress,

        @Schema(description = "How many units of all layers are in each state; documents of sources aren't counted.")
        Map<String, Long> units,

        CostView cost,

        @Schema(description = "What it began with amounts to. Only in the answer about one build.")
        Optional<String> fingerprint,

        @Schema(
                description =
                        "Sources first, then each layer after those it works on. Only in the answer about one build.")
        Optional<List<BuildLayerView>> layers,

        @Schema(description = "Only in the answer about one build.")
        Optional<List<BatchView>> batches,

        @Schema(
                description =
                        "Units that came to nothing, by cause, the most frequent first. Only in the answer about one build.")
        Optional<List<FailureGroupView>> failures) {

    /** Why a build failed or stopped. */
    @Schema(name = "BuildReason")
    record ReasonView(
            @Schema(description = "Stable: `BUDGET`, `RESET`, or a failure's code.")
            String code,

            String message) {}

    /** In US dollars. */
    @Schema(description = "In US dollars, exact to a billionth.")
    record CostView(
            @Schema(description = "What answers have cost.") BigDecimal spent,

            @Schema(description = "What requests under way will cost at most, as estimated.")
            BigDecimal reserved,

            @Schema(description = "It stops before it would cost more: `maxCost`.")
            Optional<BigDecimal> limit) {}

    /** As it stands in a list. */
    static BuildView of(BuildPicture picture, UnaryOperator<String> plain) {
        Build build = picture.build();
        BuildOptions options = build.options();
        return new BuildView(
                build.id().value(),
                build.pipeline().value(),
                build.state().name(),
                build.reason().map(reason -> new ReasonView(reason.code(), plain.apply(reason.message()))),
                build.cancelling() && !build.state().ended(),
                options.cassette().map(Object::toString),
                options.mode().id(),
                options.batches() ? "auto" : "never",
                options.cache(),
                options.maxWait(),
                build.createdAt(),
                build.startedAt(),
                build.updatedAt(),
                build.dueAt().filter(due -> !build.state().ended()),
                rounded(picture.progress()),
                states(picture.units()),
                new CostView(
                        build.spent().dollars(),
                        build.reserved().dollars(),
                        options.maxCost().map(Money::dollars)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, with all that is told of one build. */
    BuildView with(
            Build build,
            List<BuildLayerView> itsLayers,
            List<BatchView> itsBatches,
            List<FailureGroupView> itsFailures) {
        return new BuildView(
                id,
                pipeline,
                state,
                reason,
                cancelling,
                cassette,
                mode,
                batch,
                cache,
                maxWait,
                createdAt,
                startedAt,
                updatedAt,
                nextPollAt,
                progress,
                units,
                cost,
                Optional.of(build.fingerprint().value()),
                Optional.of(itsLayers),
                Optional.of(itsBatches),
                Optional.of(itsFailures));
    }

    static Map<String, Long> states(Map<UnitState, Long> units) {
        Map<String, Long> states = new TreeMap<>();
        units.forEach((state, count) -> states.put(state.name(), count));
        return states;
    }

    /** To a hundredth of a percent. */
    static double rounded(double progress) {
        return Math.floor(progress * 10_000) / 10_000;
    }
}
