package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Names;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to work on.
 *
 * @param label what people call it: the path of a file below its source's folder, without its extension; 1 to 200
 *     characters, none of them a control character
 * @param metadata texts by name; handed on to what is made of this document one to one
 */
public record Document(String label, String content, SortedMap<String, String> metadata) {
    /** No label has more characters. */
    public static final int LONGEST_LABEL = 200;

    public Document {
        if (label.isBlank() || label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidLabel(label);
        }
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** What can't be a label. */
    public static final class InvalidLabel extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidLabel(String label) {
            super("'%s' is no label: use 1 to %d characters, and no control characters."
                    .formatted(Names.shown(label), LONGEST_LABEL));
        }
    }
}
