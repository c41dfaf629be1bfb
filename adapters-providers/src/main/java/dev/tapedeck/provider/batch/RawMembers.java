package dev.tapedeck.provider.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object, in order, each as it stands there; of a name that is there twice the last one. */
public record RawMembers(Map<String, RawJson> byName) {
    /** Those of what is no object. */
    public static final RawMembers NONE = new RawMembers(Map.of());

    public RawMembers {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public Optional<RawJson> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A text; empty if there is none of that name. */
    public String text(String name) {
        return find(name).flatMap(RawJson::asText).orElse("");
    }

    /** What is in an object; nothing if there is none of that name. */
    public RawMembers in(String name) {
        return find(name).map(RawJson::members).orElse(NONE);
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }
}
