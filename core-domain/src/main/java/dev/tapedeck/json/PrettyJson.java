package dev.tapedeck.json;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON for people to read: two-space indent, one member or element a line, in the order and with the numbers that are
 * there. Members that are there twice are shown twice.
 */
public final class PrettyJson {
    /** Indentation can make a document many times longer than it was. */
    private static final int MAX_OUTPUT = 64 << 20;

    private static final String INDENT = "  ";

    private final JsonSource source;
    private final JsonOutput out;
    private int depth;

    private PrettyJson(JsonSource source, int expected) {
        this.source = source;
        this.out = new JsonOutput(expected);
    }

    /**
     * The document, indented. Empty if the bytes are no JSON document, if it is nested deeper than
     * {@value CanonicalJson#MAX_DEPTH}, or if it would be longer than 64 MiB.
     */
    public static Optional<String> of(byte[] json) {
        try (JsonSource source = JsonSource.strict(json)) {
            return Optional.of(new PrettyJson(source, json.length + json.length / 2).document());
        } catch (Refused notShown) {
            return Optional.empty();
        }
    }

    private String document() {
        value(source.first());
        source.end();
        return new String(out.buffer(), 0, out.length(), StandardCharsets.UTF_8);
    }

    private void value(JsonToken token) {
        switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> source.copyString(out);
            default -> source.copyScalar(out);
        }
    }

    private void object() {
        open('{');
        boolean empty = true;
        while (source.inner() == JsonToken.FIELD_NAME) {
            line(empty);
            empty = false;
            out.string(source.name());
            out.ascii(": ");
            value(source.inner());
        }
        close(empty, '}');
    }

    private void array() {
        open('[');
        boolean empty = true;
        for (JsonToken token = source.inner(); token != JsonToken.END_ARRAY; token = source.inner()) {
            line(empty);
            empty = false;
            value(token);
        }
        close(empty, ']');
    }

    private void open(char bracket) {
        source.enter();
        depth++;
        out.put(bracket);
    }

    private void close(boolean empty, char bracket) {
        source.leave();
        depth--;
        if (!empty) {
            newLine();
        }
        out.put(bracket);
    }

    private void line(boolean first) {
        if (!first) {
            out.put(',');
        }
        newLine();
    }

    private void newLine() {
        if (out.length() > MAX_OUTPUT) {
            throw source.notJson("too long to be shown");
        }
        out.put('\n');
        for (int level = 0; level < depth; level++) {
            out.ascii(INDENT);
        }
    }
}
