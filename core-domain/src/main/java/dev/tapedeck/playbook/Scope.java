package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What placeholders can name: the parameters, and what steps have stored so far. Immutable. */
record Scope(Map<String, Node> values) {
    static final Scope EMPTY = new Scope(Map.of());

    Scope {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Scope with(String name, Node value) {
        Map<String, Node> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Scope(more);
    }

    boolean has(Reference reference) {
        return values.containsKey(reference.name());
    }

    /** @throws Unresolved if it leads to nothing */
    Node find(Reference reference) {
        Node value = values.get(reference.name());
        if (value == null) {
            throw new Unresolved("%s has no value.".formatted(reference));
        }
        for (String name : reference.inner()) {
            value = Values.inner(value, name)
                    .orElseThrow(() -> new Unresolved("%s isn't there: what is stored as '%s' has no '%s'."
                            .formatted(reference, reference.name(), name)));
        }
        return value;
    }
}
