package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.PromptRenderer;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the request of a unit: the same one each time. */
final class Composer {
    private final PromptRenderer prompts;
    private final Ingredients ingredients;

    Composer(PromptRenderer prompts, Ingredients ingredients) {
        this.prompts = prompts;
        this.ingredients = ingredients;
    }

    ProviderRequest compose(Layer layer, Completions completions, Scope scope) {
        return completions.compose(layer, prompts.render(layer.prompt(), scope));
    }

    ProviderRequest compose(Layer layer, Completions completions, WorkUnit unit) {
        return compose(layer, completions, List.of(unit)).getFirst();
    }

    /** Those of these units, in their order; what units with one input each are made of is fetched once for a part. */
    List<ProviderRequest> compose(Layer layer, Completions completions, List<WorkUnit> units) {
        List<ProviderRequest> composed = new ArrayList<>();
        for (List<WorkUnit> part : parts(layer, units)) {
            Map<UnitRef, WorkUnit> known = ingredients.inputs(part);
            Map<UnitRef, List<WorkUnit>> inputs = new HashMap<>();
            part.forEach(unit -> inputs.put(unit.ref(), ingredients.of(layer, unit, known)));
            Map<ArtifactId, Bytes> contents = ingredients.contents(
                    inputs.values().stream().flatMap(List::stream).toList());
            for (WorkUnit unit : part) {
                List<WorkUnit> own = inputs.getOrDefault(unit.ref(), List.of());
                composed.add(compose(layer, completions, ingredients.scope(layer, unit, own, contents)));
            }
        }
        return composed;
    }

    private static List<List<WorkUnit>> parts(Layer layer, List<WorkUnit> units) {
        return Parts.of(units, layer.gathering() instanceof Gathering.Each ? Ingredients.CONTENTS : 1);
    }
}
