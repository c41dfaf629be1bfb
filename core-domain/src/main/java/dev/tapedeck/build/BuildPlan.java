package dev.tapedeck.build;

import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a build would do and cost, before anything is sent. */
public record BuildPlan(PipelineName pipeline, List<LayerPlan> layers) {
    public BuildPlan {
        layers = List.copyOf(layers);
    }

    /**
     * One layer of it.
     *
     * @param exact whether all its inputs are there already, so that units and tokens are counted and not estimated
     * @param batched whether it would go through batches
     * @param units how many there are
     * @param cached those among them that an earlier build has made
     * @param fresh how many requests are to be sent for the others: what is on the tape isn't, nor what a layer before asks
     * @param batches how many batches there would be, 0 if it isn't batched
     * @param inputTokens of the new requests
     * @param estimated whether the tokens are an estimate, for nobody knows the model's tokenizer or its inputs, or there
     *     is more than text in the requests
     * @param syncCost what it costs at most one by one, with 4,096 tokens for answers without a limit; nothing for a model
     *     without a price
     * @param batchCost what it costs at most in batches; nothing for a model without a price, or without batches
     * @param expectedWait how long such a layer took lately, if one did
     */
    public record LayerPlan(
            String layer,
            String provider,
            String model,
            boolean exact,
            boolean batched,
            long units,
            long cached,
            long fresh,
            int batches,
            long inputTokens,
            boolean estimated,
            Optional<Money> syncCost,
            Optional<Money> batchCost,
            Optional<Duration> expectedWait) {
        /** What it costs at most in the way in which it would be sent. */
        public Optional<Money> cost() {
            return batched ? batchCost : syncCost;
        }
    }

    /** What it costs at most in all; nothing if that isn't known of every layer. */
    public Optional<Money> cost() {
        return sum(layers.stream().map(LayerPlan::cost).toList());
    }

    /** What it would cost at most without batches; nothing if that isn't known of every layer. */
    public Optional<Money> syncCost() {
        return sum(layers.stream().map(LayerPlan::syncCost).toList());
    }

    private static Optional<Money> sum(List<Optional<Money>> all) {
        return all.stream()
                .reduce(Optional.of(Money.ZERO), (left, right) -> left.flatMap(money -> right.map(money::plus)));
    }
}
