package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something that an action can be told.
 *
 * @param purpose what it is for
 * @param quoting what is done to values that are put into its text
 */
public record ActionParam(
        String name, Kind kind, boolean required, String purpose, List<String> choices, UnaryOperator<String> quoting) {
    public ActionParam {
        choices = List.copyOf(choices);
    }

    /** What it can be. */
    public enum Kind {
        TEXT("text"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        LIST("a list"),
        OBJECT("an object"),
        ANYTHING("anything");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        String form() {
            return form;
        }

        /** Numbers and truth values are texts too, as they are written. */
        boolean fits(Node value) {
            return switch (this) {
                case TEXT -> value instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NULL;
                case NUMBER -> value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NUMBER;
                case BOOLEAN -> value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.BOOLEAN;
                case LIST -> value instanceof Node.Sequence;
                case OBJECT -> value instanceof Node.Mapping;
                case ANYTHING -> true;
            };
        }
    }

    public static ActionParam required(String name, Kind kind, String purpose) {
        return new ActionParam(name, kind, true, purpose, List.of(), UnaryOperator.identity());
    }

    public static ActionParam optional(String name, Kind kind, String purpose) {
        return new ActionParam(name, kind, false, purpose, List.of(), UnaryOperator.identity());
    }

    /** The same, with values put into its text in this form. */
    public ActionParam quoting(UnaryOperator<String> form) {
        return new ActionParam(name, kind, required, purpose, choices, form);
    }

    /** The same, with only these values. */
    public ActionParam of(List<String> only) {
        return new ActionParam(name, kind, required, purpose, only, quoting);
    }
}
