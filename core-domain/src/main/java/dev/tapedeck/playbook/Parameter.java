package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a playbook is started with.
 *
 * @param otherwise its value if none is given
 * @param pattern what a text must be as a whole; if there is one group in it, the value is what that group holds
 * @param allowed the only values there are; none named: any
 */
public record Parameter(
        String name,
        Type type,
        boolean required,
        Optional<Scalar> otherwise,
        Optional<ValuePattern> pattern,
        String description,
        List<Scalar> allowed) {
    public Parameter {
        allowed = List.copyOf(allowed);
    }

    /** What a value can be. */
    public enum Type {
        STRING("text"),
        NUMBER("a number"),
        INTEGER("a whole number"),
        BOOLEAN("true or false");

        private final String form;

        Type(String form) {
            this.form = form;
        }

        /** As it is written: {@code integer}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As it is told. */
        String form() {
            return form;
        }

        boolean fits(Scalar value) {
            return switch (this) {
                case STRING -> value.kind() == Scalar.Kind.TEXT;
                case NUMBER -> value.kind() == Scalar.Kind.NUMBER;
                case INTEGER ->
                    value.kind() == Scalar.Kind.NUMBER && value.text().matches("-?[0-9]{1,18}");
                case BOOLEAN -> value.kind() == Scalar.Kind.BOOLEAN;
            };
        }
    }
}
