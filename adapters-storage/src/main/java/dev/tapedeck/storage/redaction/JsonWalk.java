package dev.tapedeck.storage.redaction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way through a JSON text, from its first token to its last. For one thread. */
final class JsonWalk {
    private static final String RULE = "secret-member";
    private static final int NOWHERE = -1;

    /** What a JSON Schema says of a property, whatever the property is called: no value of it. */
    private static final Set<String> SCHEMA_WORDS = Set.of(
            "type",
            "title",
            "description",
            "format",
            "pattern",
            "$ref",
            "minLength",
            "maxLength",
            "minimum",
            "maximum");

    private final String json;
    private final JsonParser parser;
    private final TextScanner scanner;
    private final Marks marks;
    private final Budget budget;
    private final StringBuilder changed = new StringBuilder();
    private int copied;
    /** How deep the object or array lies that a secret name stands for, or {@link #NOWHERE}. */
    private int secretDepth = NOWHERE;

    private boolean inSchema;

    JsonWalk(String json, JsonParser parser, TextScanner scanner, Marks marks, Budget budget) {
        this.json = json;
        this.parser = parser;
        this.scanner = scanner;
        this.marks = marks;
        this.budget = budget;
    }

    String toTheEnd() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> enter();
                case END_OBJECT, END_ARRAY -> leave();
                case VALUE_STRING -> string(parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
                default -> {
                    // names stay, and true, false and null hide nothing
                }
            }
        }
        return copied == 0 ? json : changed.append(json, copied, json.length()).toString();
    }

    private void enter() {
        JsonStreamContext parent = parser.getParsingContext().getParent();
        if (secretDepth == NOWHERE && isSecretMember(parent)) {
            secretDepth = parser.getParsingContext().getNestingDepth();
            inSchema = isNamed(parent.getParent(), "properties");
        }
    }

    private void leave() {
        if (parser.getParsingContext().getNestingDepth() < secretDepth) {
            secretDepth = NOWHERE;
        }
    }

    private void string(String value) {
        boolean secret = isSecretValue();
        if (value.isEmpty() || (secret && Marks.isMark(value))) {
            return;
        }
        if (secret) {
            budget.found(RULE, location());
            replace(marks.of(RULE, value));
            return;
        }
        String scanned = scanner.scan(value, this::location, budget);
        if (!scanned.equals(value)) {
            replace(scanned);
        }
    }

    private void number(String value) {
        if (isSecretValue()) {
            budget.found(RULE, location());
            replace(marks.of(RULE, value));
        }
    }

    private boolean isSecretValue() {
        JsonStreamContext here = parser.getParsingContext();
        if (secretDepth == NOWHERE) {
            return isSecretMember(here);
        }
        JsonStreamContext object = here.inArray() ? here.getParent() : here;
        return !(inSchema && object.hasCurrentName() && SCHEMA_WORDS.contains(object.getCurrentName()));
    }

    private boolean isSecretMember(JsonStreamContext object) {
        return object.inObject()
                && object.hasCurrentName()
                && SecretNames.isSecret(object.getCurrentName())
                && !isToldToken(object);
    }

    /** A token that a model put out, in a list of probabilities, is no secret. */
    private static boolean isToldToken(JsonStreamContext object) {
        if (!object.getCurrentName().equals("token")) {
            return false;
        }
        for (JsonStreamContext each = object.getParent(); each != null; each = each.getParent()) {
            if (each.hasCurrentName() && tellsProbabilities(each.getCurrentName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean tellsProbabilities(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("logprobs") || lower.endsWith("candidates");
    }

    private static boolean isNamed(@Nullable JsonStreamContext context, String name) {
        return context != null
                && context.hasCurrentName()
                && context.getCurrentName().equals(name);
    }

    private String location() {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    /** Puts a string in place of the current token. */
    private void replace(String value) {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        int to = (int) parser.currentLocation().getCharOffset();
        changed.append(json, copied, from).append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, changed);
        changed.append('"');
        copied = to;
    }
}
