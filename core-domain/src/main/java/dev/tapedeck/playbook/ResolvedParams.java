package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Puts values in place of placeholders in params, at any depth, once. */
final class ResolvedParams {
    private final Filling filling;

    private ResolvedParams(Filling filling) {
        this.filling = filling;
    }

    /** What is made of a text. */
    private interface Filling {
        Node fill(Template template, UnaryOperator<String> quoting);
    }

    /** @throws Unresolved if a placeholder leads to nothing */
    static Node.Mapping of(Step step, Action action, Scope scope) {
        return of(step, action, (template, quoting) -> template.value(scope, quoting));
    }

    /** With those placeholders that have no value yet, and what has one escaped: params to be checked, not used. */
    static Node.Mapping asFarAsKnown(Step step, Action action, Scope scope) {
        return of(step, action, (template, quoting) -> {
            boolean isValue = template.references().allMatch(scope::has);
            return isValue
                            && !(template.value(scope, quoting) instanceof Scalar scalar
                                    && scalar.kind() == Scalar.Kind.TEXT)
                    ? template.value(scope, quoting)
                    : Values.text(template.knownText(scope, quoting));
        });
    }

    private static Node.Mapping of(Step step, Action action, Filling filling) {
        Map<String, UnaryOperator<String>> quoting =
                action.params().stream().collect(Collectors.toMap(ActionParam::name, ActionParam::quoting));
        ResolvedParams resolved = new ResolvedParams(filling);
        return new Node.Mapping(
                step.params().line(),
                step.params().members().stream()
                        .map(member ->
                                resolved.member(member, quoting.getOrDefault(member.name(), UnaryOperator.identity())))
                        .toList());
    }

    private Node.Member member(Node.Member member, UnaryOperator<String> quoting) {
        return new Node.Member(member.line(), member.name(), value(member.value(), quoting));
    }

    private Node value(Node node, UnaryOperator<String> quoting) {
        return switch (node) {
            case Node.Mapping mapping ->
                new Node.Mapping(
                        mapping.line(),
                        mapping.members().stream()
                                .map(member -> member(member, quoting))
                                .toList());
            case Node.Sequence sequence ->
                new Node.Sequence(
                        sequence.line(),
                        sequence.elements().stream()
                                .map(element -> value(element, quoting))
                                .toList());
            case Scalar scalar ->
                scalar.kind() == Scalar.Kind.TEXT ? filling.fill(Template.of(scalar.text()), quoting) : scalar;
        };
    }
}
