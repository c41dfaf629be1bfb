package dev.tapedeck.pipeline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to work on.
 *
 * @param label what people call it: the path of a file below its source's folder, without its extension; 1 to 200 characters
 * @param metadata texts by name; handed on to what is made of this document one to one
 */
public record Document(String label, String content, SortedMap<String, String> metadata) {
    public Document {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
