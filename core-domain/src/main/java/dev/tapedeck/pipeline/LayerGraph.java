package dev.tapedeck.pipeline;

import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** How the sources and layers of a pipeline hang together: what they are called, and what works on what. */
final class LayerGraph {
    private static final int MOST_NAMED = 20;

    private final SequencedMap<String, Spot> names = new LinkedHashMap<>();
    private final SequencedMap<String, LayerReader.Result> layers = new LinkedHashMap<>();

    private LayerGraph() {}

    /** The names of the layers, each after those that it works on. What hangs together wrongly is reported. */
    static List<String> order(List<NamedSpot> sources, List<LayerReader.Result> layers) {
        LayerGraph graph = new LayerGraph();
        sources.forEach(graph::isNew);
        for (LayerReader.Result layer : layers) {
            layer.name().filter(graph::isNew).ifPresent(name -> graph.layers.put(name.name(), layer));
        }
        layers.forEach(graph::knowInputs);
        return graph.order();
    }

    private boolean isNew(NamedSpot name) {
        Spot first = names.putIfAbsent(name.name(), name.spot());
        if (first != null) {
            name.spot()
                    .report(
                            "The name '%s' is taken in line %d, and layers and sources share their names. Choose another one."
                                    .formatted(name.name(), first.line()));
        }
        return first == null;
    }

    private void knowInputs(LayerReader.Result layer) {
        for (NamedSpot input : layer.inputs()) {
            if (!names.containsKey(input.name()) && !input.spot().problems().areEnough()) {
                input.spot().report(unknown(input.name()));
            }
        }
    }

    private String unknown(String name) {
        Set<String> known = names.keySet();
        Optional<String> meant = Suggestion.closest(name, known);
        List<String> named = known.stream().limit(MOST_NAMED).toList();
        return Suggestion.unknown(
                "input", Names.shown(name), meant.map(List::of).orElse(named));
    }

    private List<String> order() {
        SequencedMap<String, List<String>> inputs = new LinkedHashMap<>();
        layers.forEach((name, layer) ->
                inputs.put(name, layer.inputs().stream().map(NamedSpot::name).toList()));
        LayerOrder order = new LayerOrder(inputs);
        order.cycles().forEach(this::report);
        return order.order();
    }

    private void report(List<String> cycle) {
        String way = String.join(" -> ", cycle) + " -> " + cycle.getFirst();
        Optional.ofNullable(names.get(cycle.getFirst()))
                .ifPresent(spot -> spot.report(
                        "No layer can work on what comes of itself: %s. Cut this circle in one place.".formatted(way)));
    }
}
