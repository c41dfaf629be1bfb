package dev.tapedeck.web.api;

import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.web.build.LayerPicture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A source or a layer of a build. */
record BuildLayerView(
        String name,

        @Schema(description = "Whether it is a source: its units are documents, done from the start.")
        boolean source,

        @Schema(enumeration = {"PENDING", "RUNNING", "WAITING", "COMPLETED", "PARTIAL", "FAILED", "SKIPPED"})
        String state,

        @Schema(description = "Why it failed, was skipped, or waits.")
        Optional<String> reason,

        @Schema(description = "The sources and layers it works on.")
        List<String> inputs,

        Optional<String> provider,
        Optional<String> model,

        @Schema(description = "Whether its requests go through batches.")
        boolean batched,

        @Schema(description = "How many units are in each state.")
        Map<String, Long> units,

        @Schema(description = "How many units it will have, as far as that can be told.")
        long expected,

        @Schema(description = "From 0 to 1: how many of its units have ended, once all of them are there.")
        double progress) {
    static BuildLayerView of(LayerPicture layer, UnaryOperator<String> plain) {
        return new BuildLayerView(
                layer.name(),
                layer.status().source(),
                layer.status().state().name(),
                layer.status().reason().map(plain),
                layer.inputs(),
                layer.layer().map(Layer::provider).map(Object::toString),
                layer.layer().map(Layer::model),
                layer.status().batched(),
                BuildView.states(layer.units()),
                layer.expected(),
                BuildView.rounded(layer.progress()));
    }
}
