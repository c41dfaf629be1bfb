package dev.tapedeck.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Brings layers into an order in which each stands after those it works on, or finds the circles that forbid it. */
final class LayerOrder {
    private final Map<String, List<String>> waiting = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final List<List<String>> cycles = new ArrayList<>();

    /**
     * @param inputs by layer, in the order of the text; names of none of the layers are left aside
     */
    LayerOrder(SequencedMap<String, List<String>> inputs) {
        inputs.forEach((layer, names) ->
                waiting.put(layer, names.stream().filter(inputs::containsKey).toList()));
        while (!waiting.isEmpty()) {
            takeThoseThatCanBeMade();
            if (!waiting.isEmpty()) {
                takeCycle();
            }
        }
    }

    /** All layers; those of a cycle somewhere. */
    List<String> order() {
        return order;
    }

    /** In each of them a layer works on the next one, and the last on the first. */
    List<List<String>> cycles() {
        return cycles;
    }

    private void takeThoseThatCanBeMade() {
        Set<String> made = new HashSet<>(order);
        boolean found = true;
        while (found) {
            found = false;
            for (String layer : List.copyOf(waiting.keySet())) {
                if (made.containsAll(waiting.getOrDefault(layer, List.of()))) {
                    waiting.remove(layer);
                    order.add(layer);
                    made.add(layer);
                    found = true;
                    break;
                }
            }
        }
    }

    /** Goes from layer to input, as long as that waits too: it ends in a circle. */
    private void takeCycle() {
        Set<String> way = new LinkedHashSet<>();
        String at = waiting.keySet().iterator().next();
        while (way.add(at)) {
            at = waiting.getOrDefault(at, List.of()).stream()
                    .filter(waiting::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> whole = List.copyOf(way);
        List<String> cycle = whole.subList(whole.indexOf(at), whole.size());
        cycles.add(cycle);
        cycle.forEach(waiting::remove);
        order.addAll(cycle);
    }
}
