package dev.tapedeck.declared;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The members of an object, each once. A name that is there again is a problem, and its first value counts. */
public final class Members {
    private final Spot object;
    private final Map<String, Spot> values = new LinkedHashMap<>();

    public Members(Spot object, Node.Mapping mapping) {
        this.object = object;
        for (Node.Member member : mapping.members()) {
            Spot value = object.inner(member.name(), member.value());
            Spot first = values.putIfAbsent(member.name(), value);
            if (first != null) {
                object.problems()
                        .add(
                                member.line(),
                                value.at(),
                                "%s stands here again, first in line %d. Keep one."
                                        .formatted(value.subject(), first.line()));
            }
        }
    }

    /** Reports each member that has another name. */
    public Members only(List<String> known) {
        return only(known, "");
    }

    /** @param hint what else to say about a name that isn't near to any of these */
    public Members only(List<String> known, String hint) {
        for (Node.Member member : ((Node.Mapping) object.node()).members()) {
            if (!known.contains(member.name()) && !object.problems().areEnough()) {
                String name = Names.shown(member.name());
                boolean isMeant = Suggestion.closest(name, known).isPresent();
                object.problems()
                        .add(
                                member.line(),
                                object.at().child(member.name()),
                                Suggestion.unknown("member", name, known) + (isMeant ? "" : hint));
            }
        }
        return this;
    }

    public Spot object() {
        return object;
    }

    public Optional<Spot> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The member, which must be there: what it is for is told if it isn't. */
    public Optional<Spot> need(String name, String what) {
        Optional<Spot> found = find(name);
        if (found.isEmpty()) {
            object.report("'%s' is missing here: %s.".formatted(name, what));
        }
        return found;
    }

    /** The value with that id, or the other one if the member isn't there. */
    public <E> E choice(String name, E[] values, Function<E, String> id, E otherwise) {
        return find(name)
                .flatMap(spot -> {
                    Optional<E> found = Arrays.stream(values)
                            .filter(value -> spot.isText(id.apply(value)))
                            .findFirst();
                    if (found.isEmpty()) {
                        spot.mustBe(Arrays.stream(values).map(id).collect(Collectors.joining(" or ")));
                    }
                    return found;
                })
                .orElse(otherwise);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** All of them, in the order of the text. */
    public Collection<Map.Entry<String, Spot>> all() {
        return values.entrySet();
    }
}
