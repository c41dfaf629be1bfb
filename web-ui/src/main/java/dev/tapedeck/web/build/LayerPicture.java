package dev.tapedeck.web.build;

import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.pipeline.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source or a layer of a build, as far as it has come.
 *
 * @param layer what the pipeline says of it; nothing for a source, or if the pipeline can't be read any more
 * @param units how many of its units are in each state; states without any are left out
 * @param expected how many units it will have, as far as that can be told
 */
public record LayerPicture(LayerStatus status, Optional<Layer> layer, Map<UnitState, Long> units, long expected) {
    public LayerPicture {
        units = Map.copyOf(units);
    }

    public String name() {
        return status.name();
    }

    /** What it is made of. */
    public List<String> inputs() {
        return layer.map(Layer::inputs).orElse(List.of());
    }

    public long all() {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }

    public long ended() {
        return units.entrySet().stream()
                .filter(entry -> entry.getKey().ended())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many have an artifact. */
    public long good() {
        return units.entrySet().stream()
                .filter(entry -> entry.getKey().good())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many came to nothing. */
    public long bad() {
        return ended() - good();
    }

    /**
     * From 0 to 1: how many of its units have ended. It begins when all of them are there, for only then it is known how
     * many they are; so it never falls.
     */
    public double progress() {
        if (status.state().ended()) {
            return 1;
        }
        return status.unitsMade() && expected > 0 ? Math.min(1, (double) ended() / expected) : 0;
    }
}
