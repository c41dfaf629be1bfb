package dev.tapedeck.playbook;

import java.util.List;

/**
 * What a placeholder names.
 *
 * @param name a parameter, or what a step stores
 * @param inner the way from there inward: members by name, elements by number
 */
record Reference(String name, List<String> inner) {
    Reference {
        inner = List.copyOf(inner);
    }

    @Override
    public String toString() {
        return inner.isEmpty() ? "{%s}".formatted(name) : "{%s.%s}".formatted(name, String.join(".", inner));
    }
}
