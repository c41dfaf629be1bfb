package dev.tapedeck.playbook;

import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.NodeJson;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON values that steps take and make. */
public final class Values {
    /** Nothing has been done that would have a value. */
    public static final Node NOTHING = new Scalar(1, "null", Scalar.Kind.NULL);

    private Values() {}

    public static Node text(String text) {
        return new Scalar(1, text, Scalar.Kind.TEXT);
    }

    public static Node number(long number) {
        return new Scalar(1, Long.toString(number), Scalar.Kind.NUMBER);
    }

    /** An object of these, in their order. */
    public static Node.Mapping object(Map<String, Node> members) {
        List<Node.Member> all = new ArrayList<>();
        members.forEach((name, value) -> all.add(new Node.Member(1, name, value)));
        return new Node.Mapping(1, all);
    }

    /** The value that the text is the JSON of, if it is. */
    public static Optional<Node> parsed(String text) {
        try {
            return Optional.of(JsonNodes.read(Bytes.utf8(text)));
        } catch (MalformedText noJson) {
            return Optional.empty();
        }
    }

    /**
     * In canonical form.
     *
     * @throws Unresolved if JSON has no form for it
     */
    public static String json(Node value) {
        Problems problems = new Problems();
        return NodeJson.of(Spot.root(value, problems))
                .map(Bytes::text)
                .orElseThrow(() -> new Unresolved("It has no form in JSON: "
                        + problems.inOrder().getFirst().message()));
    }

    /** As it stands in a text: a text as it is, anything else as JSON. */
    public static String shown(Node value) {
        return value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.TEXT ? scalar.text() : json(value);
    }

    /** A member of an object, or an element of a list by its number from 0. A text may be the JSON of either. */
    static Optional<Node> inner(Node value, String name) {
        return switch (value) {
            case Node.Mapping mapping -> member(mapping, name);
            case Node.Sequence sequence -> element(sequence.elements(), name);
            case Scalar scalar ->
                scalar.kind() == Scalar.Kind.TEXT
                        ? parsed(scalar.text())
                                .filter(parsed -> !(parsed instanceof Scalar))
                                .flatMap(parsed -> inner(parsed, name))
                        : Optional.empty();
        };
    }

    /** The first member of that name. */
    public static Optional<Node> member(Node.Mapping mapping, String name) {
        return mapping.members().stream()
                .filter(member -> member.name().equals(name))
                .map(Node.Member::value)
                .findFirst();
    }

    private static Optional<Node> element(List<Node> elements, String number) {
        boolean isNumber = number.length() <= 6 && number.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        int at = isNumber ? Integer.parseInt(number) : elements.size();
        return at < elements.size() ? Optional.of(elements.get(at)) : Optional.empty();
    }
}
