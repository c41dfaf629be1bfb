package dev.tapedeck.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which units above a layer belong to which of its groups, in their order: a reference for each that has ended. So a
 * layer of many groups looks through the units above it once, and not once for each group.
 */
final class Grouped {
    private final Map<String, List<UnitRef>> good = new HashMap<>();
    private final Map<String, List<UnitRef>> bad = new HashMap<>();

    /** @param key the name of the metadata that the units are grouped by; those without it belong to no group */
    void add(List<WorkUnit> units, String key) {
        for (WorkUnit unit : units) {
            String group = unit.metadata().get(key);
            if (group != null) {
                (unit.state().good() ? good : bad)
                        .computeIfAbsent(group, any -> new ArrayList<>())
                        .add(unit.ref());
            }
        }
    }

    /** Those that have an artifact. */
    List<UnitRef> good(String group) {
        return good.getOrDefault(group, List.of());
    }

    /** Those that came to nothing. */
    List<UnitRef> bad(String group) {
        return bad.getOrDefault(group, List.of());
    }
}
