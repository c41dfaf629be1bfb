package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildPlan;
import dev.tapedeck.build.BuildPlan.LayerPlan;
import dev.tapedeck.build.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a build would do and cost. */
record BuildPlanView(
        String pipeline,

        @Schema(description = "What it costs at most, in US dollars; nothing if a model has no price.")
        Optional<BigDecimal> cost,

        @Schema(
                description =
                        "What it would cost at most without batches, in US dollars; nothing if a model has no price.")
        Optional<BigDecimal> syncCost,

        @Schema(description = "What batches save, in US dollars.")
        Optional<BigDecimal> savings,

        List<LayerPlanView> layers) {

    /** What a layer would do and cost. */
    record LayerPlanView(
            String layer,
            String provider,
            String model,

            @Schema(enumeration = {"sync", "batch"}) String mode,

            @Schema(description = "Whether all its inputs are there already, so that units and tokens are counted.")
            boolean exact,

            long units,

            @Schema(description = "How many of them an earlier build has made.")
            long cached,

            @Schema(
                    description =
                            "How many requests are to be sent: none for what is on the tape in mode `auto`, nor for what a layer before asks too.")
            long fresh,

            int batches,

            @Schema(description = "Of the requests that are to be sent.")
            long inputTokens,

            @Schema(description = "Whether the tokens are an estimate.")
            boolean estimated,

            @Schema(
                    description =
                            "What it costs at most one by one, in US dollars, with 4,096 tokens for each request that sets no limit to its answers; nothing for a model without a price.")
            Optional<BigDecimal> syncCost,

            @Schema(
                    description =
                            "What it costs at most in batches, in US dollars; nothing without a price, or without batches.")
            Optional<BigDecimal> batchCost,

            @Schema(description = "How long such batches took lately, if there were some.")
            Optional<Duration> expectedWait) {
        static LayerPlanView of(LayerPlan plan) {
            return new LayerPlanView(
                    plan.layer(),
                    plan.provider(),
                    plan.model(),
                    plan.batched() ? "batch" : "sync",
                    plan.exact(),
                    plan.units(),
                    plan.cached(),
                    plan.fresh(),
                    plan.batches(),
                    plan.inputTokens(),
                    plan.estimated(),
                    plan.syncCost().map(Money::dollars),
                    plan.batchCost().map(Money::dollars),
                    plan.expectedWait());
        }
    }

    static BuildPlanView of(BuildPlan plan) {
        return new BuildPlanView(
                plan.pipeline().value(),
                plan.cost().map(Money::dollars),
                plan.syncCost().map(Money::dollars),
                plan.syncCost()
                        .flatMap(
                                sync -> plan.cost().map(cost -> sync.minus(cost).dollars())),
                plan.layers().stream().map(LayerPlanView::of).toList());
    }
}
