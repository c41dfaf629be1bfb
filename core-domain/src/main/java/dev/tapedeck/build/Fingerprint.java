package dev.tapedeck.build;

import dev.tapedeck.exchange.Digests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What something amounts to: a digest for each of its components. Two are the same thing if all components are.
 *
 * @param components digests, 64 lower-case hex digits, by what they are of: {@code layer.work-styles.model}
 */
public record Fingerprint(SortedMap<String, String> components) {
    public Fingerprint {
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }

    /** The names of what is different, or only there in one of the two; sorted. */
    public List<String> differing(Fingerprint other) {
        SortedMap<String, String> all = new TreeMap<>(components);
        all.putAll(other.components);
        List<String> differing = new ArrayList<>();
        for (String name : all.keySet()) {
            if (!String.valueOf(components.get(name)).equals(String.valueOf(other.components.get(name)))) {
                differing.add(name);
            }
        }
        return differing;
    }

    /** One digest over all components. */
    public String value() {
        return Digests.of(components);
    }
}
