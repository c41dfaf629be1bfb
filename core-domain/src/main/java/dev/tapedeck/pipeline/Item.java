package dev.tapedeck.pipeline;

import java.util.SortedMap;

/**
 * An input, as a prompt sees it.
 *
 * @param layer the source or layer it comes from
 */
public record Item(String layer, String label, String content, SortedMap<String, String> metadata) {}
