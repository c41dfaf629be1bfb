package dev.tapedeck.storage.database;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.LayerStatus;
import java.util.List;
import java.util.Optional;

/**
 * A build and its layers. Rows name both by their numbers.
 *
 * @param build its number
 * @param all in their order
 */
record Layers(BuildId id, long build, List<LayerStatus> all) {
    Subject subject() {
        return Subject.of(id);
    }

    Optional<Integer> find(String name) {
        return all.stream()
                .filter(layer -> layer.name().equals(name))
                .map(LayerStatus::number)
                .findFirst();
    }

    int number(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("Build '%s' has no layer '%s'.".formatted(id, name)));
    }

    /** @param number as it stands in a row */
    String name(String number) {
        return all.stream()
                .filter(layer -> number.equals(Integer.toString(layer.number())))
                .map(LayerStatus::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Build '%s' has no layer #%s.".formatted(id, number)));
    }
}
