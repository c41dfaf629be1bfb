package dev.tapedeck.build;

import dev.tapedeck.pipeline.Item;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a layer will have made of something, as far as it can be told before.
 *
 * @param artifact if an earlier build has made it
 * @param tokens how long it will be at most
 */
record PlannedItem(
        String layer,
        String label,
        SortedMap<String, String> metadata,
        Optional<Item> item,
        Optional<ArtifactId> artifact,
        long tokens) {}
