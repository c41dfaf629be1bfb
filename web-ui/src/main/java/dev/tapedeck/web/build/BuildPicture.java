package dev.tapedeck.web.build;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build with its layers, as far as it has come.
 *
 * @param layers sources first, then each layer after those it works on
 */
public record BuildPicture(Build build, List<LayerPicture> layers) {
    public BuildPicture {
        layers = List.copyOf(layers);
    }

    /**
     * @param pipeline what the pipeline says of each layer
     * @param counts how many units of each layer are in each state
     */
    static BuildPicture of(
            Build build,
            List<LayerStatus> statuses,
            Map<String, Layer> pipeline,
            Map<String, Map<UnitState, Long>> counts) {
        Map<String, Long> expected = new HashMap<>();
        List<LayerPicture> layers = new ArrayList<>();
        for (LayerStatus status : statuses) {
            Optional<Layer> layer = Optional.ofNullable(pipeline.get(status.name()));
            Map<UnitState, Long> units = counts.getOrDefault(status.name(), Map.of());
            long present = units.values().stream().mapToLong(Long::longValue).sum();
            boolean allThere = status.unitsMade() || status.state().ended();
            long all = allThere
                    ? present
                    : Math.max(
                            present, layer.map(one -> expected(one, expected)).orElse(0L));
            expected.put(status.name(), all);
            layers.add(new LayerPicture(status, layer, units, all));
        }
        return new BuildPicture(build, layers);
    }

    private static long expected(Layer layer, Map<String, Long> above) {
        return switch (layer.gathering()) {
            case Gathering.Each each ->
                layer.inputs().stream()
                        .mapToLong(input -> above.getOrDefault(input, 0L))
                        .sum();
            case Gathering.All all -> 1;
            case Gathering.GroupBy groups -> 1; // how many there are is only known when those above have ended
        };
    }

    /** How many units of all layers are in each state, documents not counted. */
    public Map<UnitState, Long> units() {
        Map<UnitState, Long> all = new EnumMap<>(UnitState.class);
        worked().forEach(layer -> layer.units().forEach((state, count) -> all.merge(state, count, Long::sum)));
        return all;
    }

    /**
     * From 0 to 1, and 1 if the build has ended. Each layer counts the same, for how many units those below will have is
     * not known before they begin; so it never falls while a build goes on.
     */
    public double progress() {
        if (build.state().ended()) {
            return 1;
        }
        return worked().stream().mapToDouble(LayerPicture::progress).average().orElse(0);
    }

    /** The layers without the sources. */
    public List<LayerPicture> worked() {
        return layers.stream().filter(layer -> !layer.status().source()).toList();
    }

    /** How many units there are, documents not counted. */
    public long all() {
        return worked().stream().mapToLong(LayerPicture::all).sum();
    }

    /** How many of them have an artifact. */
    public long good() {
        return worked().stream().mapToLong(LayerPicture::good).sum();
    }

    /** How many of them came to nothing. */
    public long bad() {
        return worked().stream().mapToLong(LayerPicture::bad).sum();
    }
}
