package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at every placeholder of a playbook, step after step: each must name what is there by then. */
final class TemplateReader {
    private final Map<String, String> later = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    /** From here on there is this name. */
    void declare(String name) {
        known.add(name);
        later.remove(name);
    }

    /** Some later step will store this. */
    void announce(String name, String step) {
        later.putIfAbsent(name, step);
    }

    boolean knows(String name) {
        return known.contains(name);
    }

    /** Reports what is wrong with placeholders in texts at any depth. */
    void read(Spot spot) {
        switch (spot.node()) {
            case Node.Mapping mapping ->
                mapping.members().forEach(member -> read(spot.inner(member.name(), member.value())));
            case Node.Sequence sequence -> {
                int number = 0;
                for (Node element : sequence.elements()) {
                    read(spot.inner(Integer.toString(number++), element));
                }
            }
            case Node.Scalar scalar -> {
                if (scalar.kind() == Node.Scalar.Kind.TEXT) {
                    read(spot, scalar.text());
                }
            }
        }
    }

    private void read(Spot spot, String text) {
        try {
            Template.of(text)
                    .references()
                    .filter(reference -> !known.contains(reference.name()))
                    .forEach(reference -> spot.report(unknown(reference)));
        } catch (Template.Malformed malformed) {
            spot.report(String.valueOf(malformed.getMessage()));
        }
    }

    private String unknown(Reference reference) {
        String storing = later.get(reference.name());
        return storing == null
                ? "%s names nothing. %s".formatted(reference, Suggestion.unknown("name", reference.name(), known))
                : "%s is stored only by step '%s', which isn't done by then. Move that step before this one."
                        .formatted(reference, storing);
    }
}
