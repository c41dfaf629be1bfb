package dev.tapedeck.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * A pipeline that can be run: every input exists, names are there once, and no layer is below itself.
 *
 * @param layers so that each stands after those it works on; otherwise as written
 */
public record Pipeline(PipelineName name, List<Source> sources, List<Layer> layers) {
    public Pipeline {
        sources = List.copyOf(sources);
        layers = List.copyOf(layers);
    }

    public Optional<Layer> layer(String layerName) {
        return layers.stream().filter(layer -> layer.name().equals(layerName)).findFirst();
    }
}
