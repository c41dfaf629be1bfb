package dev.tapedeck.declared;

import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Node.Scalar.Kind;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of the text that is read, with the place where it stands. What it can't be read as is a problem, and nothing is
 * returned.
 */
public record Spot(Node node, JsonPointer at, Problems problems) {
    public static Spot root(Node node, Problems problems) {
        return new Spot(node, JsonPointer.ROOT, problems);
    }

    public Spot inner(String token, Node inner) {
        return new Spot(inner, at.child(token), problems);
    }

    public int line() {
        return node.line();
    }

    /** Reports what is wrong here: a sentence, with the way out. */
    public void report(String message) {
        problems.add(line(), at, message);
    }

    /** Reports that this isn't what it must be. */
    public void mustBe(String form) {
        report("%s must be %s, and is %s.".formatted(subject(), form, kind()));
    }

    /** Its members, if it is an object; each name once. */
    public Optional<Members> members() {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Members(this, mapping));
        }
        mustBe("an object");
        return Optional.empty();
    }

    /** Its elements, if it is a list with at least one. */
    public Optional<List<Spot>> elements(String form) {
        if (!(node instanceof Node.Sequence sequence) || sequence.elements().isEmpty()) {
            mustBe(form);
            return Optional.empty();
        }
        List<Spot> spots = new ArrayList<>();
        for (Node element : sequence.elements()) {
            spots.add(inner(Integer.toString(spots.size()), element));
        }
        return Optional.of(spots);
    }

    /** Its text, whatever it holds. */
    public Optional<String> anyText() {
        if (node instanceof Scalar(int line, String text, Kind kind) && kind == Kind.TEXT) {
            return Optional.of(text);
        }
        String wayOut = isQuotable() ? " Put it in quotes." : "";
        report("%s must be text, and is %s.%s".formatted(subject(), kind(), wayOut));
        return Optional.empty();
    }

    /** Its text, if that has so many characters, and at least one that isn't white space. */
    public Optional<String> text(int longest) {
        Optional<String> text = anyText();
        if (text.isPresent() && (text.get().isBlank() || text.get().length() > longest)) {
            report("%s must be text of 1 to %,d characters, and has %,d."
                    .formatted(subject(), longest, text.get().length()));
            return Optional.empty();
        }
        return text;
    }

    /** Its text, if it is text; else nothing, and nothing is reported. */
    public Optional<String> textIfAny() {
        return node instanceof Scalar scalar && scalar.kind() == Kind.TEXT
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** The first member of that name, if it is an object with one; else nothing, and nothing is reported. */
    public Optional<Spot> member(String name) {
        return node instanceof Node.Mapping mapping
                ? mapping.members().stream()
                        .filter(member -> member.name().equals(name))
                        .map(member -> inner(name, member.value()))
                        .findFirst()
                : Optional.empty();
    }

    /** The names of its members, if it is an object; else nothing, and nothing is reported. */
    public List<String> names() {
        return node instanceof Node.Mapping mapping
                ? mapping.members().stream().map(Node.Member::name).toList()
                : List.of();
    }

    /** Whether it is true, if it is a truth value. */
    public Optional<Boolean> truth() {
        if (node instanceof Scalar(int line, String text, Kind kind) && kind == Kind.BOOLEAN) {
            return Optional.of(text.equalsIgnoreCase("true"));
        }
        mustBe("true or false");
        return Optional.empty();
    }

    /** Its value, if it is a whole number in that range. */
    public Optional<Integer> wholeNumber(int least, int most) {
        Optional<Integer> number = node instanceof Scalar(int line, String text, Kind kind)
                        && kind == Kind.NUMBER
                        && text.matches("-?[0-9]{1,9}")
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
        Optional<Integer> inRange = number.filter(value -> value >= least && value <= most);
        if (inRange.isEmpty()) {
            mustBe("a whole number from %,d to %,d".formatted(least, most));
        }
        return inRange;
    }

    public boolean isText(String text) {
        return node instanceof Scalar scalar
                && scalar.kind() == Kind.TEXT
                && scalar.text().equals(text);
    }

    private boolean isQuotable() {
        return node instanceof Scalar scalar && scalar.kind() != Kind.NULL;
    }

    /** What it is called in messages. */
    public String subject() {
        if (at.tokens().isEmpty()) {
            return "The text";
        }
        String last = at.tokens().getLast();
        boolean isNumbered = !last.isEmpty() && last.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return isNumbered ? "This" : "'%s'".formatted(Names.shown(last));
    }

    private String kind() {
        return switch (node) {
            case Node.Mapping mapping -> "an object";
            case Node.Sequence sequence -> sequence.elements().isEmpty() ? "an empty list" : "a list";
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> "'%s'".formatted(Names.shown(scalar.text()));
                    case NUMBER -> "the number " + Names.shown(scalar.text());
                    case BOOLEAN -> scalar.text();
                    case NULL -> "empty";
                };
        };
    }
}
