package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with placeholders: <code>{name}</code>, or <code>{name.inner.0}</code> for what is inside a value;
 * <code>{{</code> and <code>}}</code> stand for braces. It is read once, from left to right, and what is put in is never
 * read again. A brace that is none of this is a fault.
 */
record Template(List<Part> parts) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,99}";
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(" + NAME + "(?:\\.[A-Za-z0-9_-]{1,100}){0,20})}");
    private static final int SHOWN = 20;

    /** A piece of it. */
    sealed interface Part {
        record Plain(String text) implements Part {}

        record Placeholder(Reference reference) implements Part {}
    }

    /** A text whose braces are neither placeholders nor escaped; the message says how they are written. */
    static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    Template {
        parts = List.copyOf(parts);
    }

    /** Whether a parameter or a result can be called so. */
    static boolean isName(String name) {
        return NAMES.matcher(name).matches();
    }

    /** @throws Malformed as it says */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter != '{' && letter != '}') {
                plain.append(letter);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == letter) {
                plain.append(letter);
                at += 2;
            } else if (placeholder.region(at, text.length()).lookingAt()) {
                parts.add(new Part.Plain(plain.toString()));
                plain.setLength(0);
                parts.add(new Part.Placeholder(reference(placeholder.group(1))));
                at = placeholder.end();
            } else {
                throw malformed(text, at);
            }
        }
        parts.add(new Part.Plain(plain.toString()));
        return new Template(parts.stream().filter(Template::isFilled).toList());
    }

    private static boolean isFilled(Part part) {
        return !(part instanceof Part.Plain plain && plain.text().isEmpty());
    }

    private static Reference reference(String path) {
        List<String> names = Arrays.asList(path.split("\\.", -1));
        return new Reference(names.getFirst(), names.subList(1, names.size()));
    }

    private static Malformed malformed(String text, int at) {
        String shown = Names.shown(text.substring(at, Math.min(text.length(), at + SHOWN)));
        return new Malformed(
                text.charAt(at) == '{'
                        ? "At '%s' no placeholder begins: write {name} or {name.member}, and {{ for a brace."
                                .formatted(shown)
                        : "At '%s' a brace ends nothing: write }} for a brace.".formatted(shown));
    }

    /** Whatever it names, in order. */
    Stream<Reference> references() {
        return parts.stream()
                .flatMap(part ->
                        part instanceof Part.Placeholder(Reference reference) ? Stream.of(reference) : Stream.empty());
    }

    /** With values in place of placeholders. @throws Unresolved if one leads to nothing */
    String text(Scope scope) {
        return text(scope, UnaryOperator.identity());
    }

    /** @param quoting what is done to each value but one that the text begins with */
    String text(Scope scope, UnaryOperator<String> quoting) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Plain plain -> text.append(plain.text());
                case Part.Placeholder(Reference reference) -> {
                    String value = Values.shown(scope.find(reference));
                    text.append(text.isEmpty() ? value : quoting.apply(value));
                }
            }
        }
        return text.toString();
    }

    /** With values, escaped, in place of those placeholders that have one: a text for {@link #of} again. */
    String knownText(Scope scope, UnaryOperator<String> quoting) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Part.Plain plain -> escaped(plain.text());
                        case Part.Placeholder(Reference reference) ->
                            scope.has(reference)
                                    ? escaped(
                                            text.isEmpty()
                                                    ? Values.shown(scope.find(reference))
                                                    : quoting.apply(Values.shown(scope.find(reference))))
                                    : reference.toString();
                    });
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    /** The value that is named, as it is, if there is nothing else in the text; else the text. */
    Node value(Scope scope, UnaryOperator<String> quoting) {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Placeholder(Reference reference)
                ? scope.find(reference)
                : Values.text(text(scope, quoting));
    }
}
