package dev.tapedeck.pipeline;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a layer works on, as it is written.
 *
 * @param gathering nothing, if it can't be told
 * @param names of sources and layers, which may not exist; each once
 */
record Inputs(Optional<Gathering> gathering, List<NamedSpot> names) {
    private static final int LONGEST_KEY = 100;

    static Inputs read(Members layer) {
        Optional<Spot> each = layer.find("each");
        Optional<Spot> all = layer.find("all");
        if (each.isPresent() == all.isPresent()) {
            layer.object()
                    .report(
                            each.isPresent()
                                    ? "'each' and 'all' can't stand in one layer: keep 'each' for one unit per input, or 'all' for one over all inputs."
                                    : "What does it work on? Write 'each: <source or layer>' for one unit per input, or 'all: <source or layer>' for one over all inputs.");
        }
        Optional<Gathering> gathering = each.isPresent() ? Optional.of(new Gathering.Each()) : gathered(layer);
        layer.find("groupBy")
                .filter(key -> all.isEmpty())
                .ifPresent(key -> key.report(
                        "'groupBy' goes with 'all': it makes one unit of all inputs that have the same value there."));
        List<NamedSpot> names = new ArrayList<>();
        each.ifPresent(spot -> names.addAll(names(spot)));
        all.ifPresent(spot -> names.addAll(names(spot)));
        return new Inputs(gathering, names);
    }

    private static Optional<Gathering> gathered(Members layer) {
        return layer.find("groupBy")
                .map(key -> key.text(LONGEST_KEY).<Gathering>map(Gathering.GroupBy::new))
                .orElseGet(() -> Optional.of(new Gathering.All()));
    }

    private static List<NamedSpot> names(Spot spot) {
        if (spot.node() instanceof Node.Scalar) {
            return spot.anyText()
                    .map(text -> List.of(new NamedSpot(text, spot)))
                    .orElse(List.of());
        }
        Map<String, NamedSpot> names = new LinkedHashMap<>();
        for (Spot element : spot.elements("the name of a source or layer, or a list of such names")
                .orElse(List.of())) {
            element.anyText().ifPresent(text -> {
                if (names.putIfAbsent(text, new NamedSpot(text, element)) != null) {
                    element.report("'%s' is an input already. Name it once.".formatted(Names.shown(text)));
                }
            });
        }
        return List.copyOf(names.values());
    }
}
