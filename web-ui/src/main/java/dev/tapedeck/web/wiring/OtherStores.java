package dev.tapedeck.web.wiring;

import dev.tapedeck.cassette.CassetteStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The stores beside the one in use, each made when it is asked for. Thread-safe. */
final class OtherStores {
    private final String inUse;
    private final Map<String, Supplier<CassetteStore>> makers;
    private final Map<String, CassetteStore> made = new HashMap<>();

    /**
     * @param inUse the name of the one in use
     * @param makers what makes each store, by its name; that of the one in use is never called
     */
    OtherStores(String inUse, Map<String, Supplier<CassetteStore>> makers) {
        this.inUse = inUse;
        this.makers = makers;
    }

    String inUse() {
        return inUse;
    }

    Map<String, Supplier<CassetteStore>> byName() {
        return makers.entrySet().stream()
                .filter(maker -> !maker.getKey().equals(inUse))
                .collect(Collectors.toMap(Map.Entry::getKey, maker -> () -> store(maker.getKey(), maker.getValue())));
    }

    private synchronized CassetteStore store(String name, Supplier<CassetteStore> maker) {
        return made.computeIfAbsent(name, absent -> maker.get());
    }

    /** Those that were asked for. */
    synchronized List<CassetteStore> made() {
        return List.copyOf(made.values());
    }
}
