package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes values of what a playbook is started with, and reports all that is wrong with it at once. */
final class ParameterValues {
    private final Playbook playbook;

    ParameterValues(Playbook playbook) {
        this.playbook = playbook;
    }

    /** The values of a playbook inside another one; of those that aren't known yet nothing, not even a default. */
    static Scope asFarAsKnown(Playbook playbook, Node given) {
        List<Node.Member> all = given instanceof Node.Mapping mapping ? mapping.members() : List.of();
        List<Node.Member> known = all.stream().flatMap(ParameterValues::known).toList();
        Problems told = new Problems(); // when it is played
        Scope scope = new ParameterValues(playbook).read(Spot.root(new Node.Mapping(given.line(), known), told));
        Map<String, Node> values = new HashMap<>(scope.values());
        all.stream()
                .map(Node.Member::name)
                .filter(name -> known.stream().noneMatch(member -> member.name().equals(name)))
                .forEach(values::remove);
        return new Scope(values);
    }

    private static Stream<Node.Member> known(Node.Member member) {
        Spot value = Spot.root(member.value(), new Problems());
        return value.textIfAny().isEmpty()
                ? Stream.of(member)
                : ActionRouter.fixedText(value).stream()
                        .map(text -> new Node.Member(member.line(), member.name(), Values.text(text)));
    }

    /** The values; of use only if no problem was reported. */
    Scope read(Spot given) {
        Scope scope = Scope.EMPTY;
        Optional<Members> members = given.members();
        if (members.isPresent()) {
            members.get()
                    .only(playbook.parameters().stream().map(Parameter::name).toList());
            Map<String, String> used = uses();
            for (Parameter parameter : playbook.parameters()) {
                Optional<Scalar> value = value(parameter, members.get(), used);
                scope = value.isPresent() ? scope.with(parameter.name(), value.get()) : scope;
            }
        }
        return scope;
    }

    private static Optional<Scalar> value(Parameter parameter, Members given, Map<String, String> used) {
        Optional<Spot> spot = given.find(parameter.name());
        if (spot.isEmpty() && parameter.otherwise().isEmpty()) {
            reportMissing(parameter, given.object(), used);
            return Optional.empty();
        }
        return spot.or(() -> parameter.otherwise().map(other -> given.object().inner(parameter.name(), other)))
                .flatMap(there -> value(parameter, there));
    }

    private static void reportMissing(Parameter parameter, Spot object, Map<String, String> used) {
        Spot place = object.inner(parameter.name(), object.node());
        if (parameter.required()) {
            place.report("'%s' is missing: this playbook needs it, as %s."
                    .formatted(parameter.name(), parameter.type().form()));
        } else if (used.containsKey(parameter.name())) {
            place.report("'%s' is missing, and step '%s' uses it. Give it, or a default in the playbook."
                    .formatted(parameter.name(), used.get(parameter.name())));
        }
    }

    /** The value that this is for the parameter. */
    static Optional<Scalar> value(Parameter parameter, Spot spot) {
        Optional<Scalar> typed = typed(parameter.type(), spot).flatMap(value -> matching(parameter, value, spot));
        Set<String> allowed =
                parameter.allowed().stream().map(Scalar::text).collect(Collectors.toCollection(TreeSet::new));
        if (!allowed.isEmpty()
                && typed.filter(value -> !allowed.contains(value.text())).isPresent()) {
            spot.mustBe("one of " + String.join(", ", allowed));
            return Optional.empty();
        }
        return typed;
    }

    private static Optional<Scalar> matching(Parameter parameter, Scalar value, Spot spot) {
        if (parameter.pattern().isEmpty()) {
            return Optional.of(value);
        }
        ValuePattern pattern = parameter.pattern().get();
        Optional<String> matched = pattern.value(value.text());
        if (matched.isEmpty()) {
            spot.mustBe(
                    "text of at most %,d characters that matches %s".formatted(ValuePattern.LONGEST, pattern.regex()));
        }
        return matched.map(text -> new Scalar(value.line(), text, Scalar.Kind.TEXT));
    }

    static Optional<Scalar> typed(Parameter.Type type, Spot spot) {
        if (spot.node() instanceof Scalar scalar && type.fits(scalar)) {
            return Optional.of(scalar);
        }
        spot.mustBe(type.form());
        return Optional.empty();
    }

    /** By name which step uses it first. */
    private Map<String, String> uses() {
        Map<String, String> uses = new HashMap<>();
        for (Step step : playbook.steps()) {
            step.references().map(Reference::name).forEach(name -> uses.putIfAbsent(name, step.name()));
        }
        return uses;
    }
}
