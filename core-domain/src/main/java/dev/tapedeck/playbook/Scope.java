package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** Whether it leads to something that can be put into a text. */
    boolean has(Reference reference) {
        return values.containsKey(reference.name()) && dangling(reference).isEmpty();
    }

    /** Why it leads to nothing though what it begins with is there. */
    Optional<String> dangling(Reference reference) {
        if (!values.containsKey(reference.name())) {
            return Optional.empty();
        }
        try {
            Values.shown(find(reference));
            return Optional.empty();
        } catch (Unresolved unresolved) {
            return Optional.of(unresolved.message());
        }
    }

    /** A text with values in it; as it stands there, if one has none. */
    String filled(String text) {
        try {
            return Template.of(text).text(this);
        } catch (Unresolved unresolved) {
            return text;
        }
    }

    /** @throws Unresolved if it leads to nothing */
    Node find(Reference reference) {
        Node value = values.get(reference.name());
        if (value == null) {
            throw new Unresolved("%s has no value.".formatted(reference));
        }
        for (String name : reference.inner()) {
            value = Values.inner(value, name)
                    .orElseThrow(() -> new Unresolved(
                            "%s isn't there: '%s' has no '%s'.".formatted(reference, reference.name(), name)));
        }
        return value;
    }
}
