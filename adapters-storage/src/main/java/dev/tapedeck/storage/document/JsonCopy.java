package dev.tapedeck.storage.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.DupDetector;
import java.io.IOException;

/** Copies a JSON value as it is: members in their order, numbers as they are spelled, strings with the fewest escapes. */
final class JsonCopy {
    private final JsonParser from;
    private final Layout to;
    private int depth;

    private JsonCopy(JsonParser from, Layout to) {
        this.from = from;
        this.to = to;
    }

    /** Copies the value that begins at the parser's current token. */
    static void value(JsonParser from, Layout to) throws IOException {
        new JsonCopy(from, to).value(from.currentToken(), DupDetector.rootDetector(from));
    }

    /** Copies a whole document. */
    static void document(byte[] json, Layout to) throws IOException {
        try (JsonParser parser = JsonLimits.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new NotKept("nothing there");
            }
            value(parser, to);
        }
    }

    private void value(JsonToken token, DupDetector names) throws IOException {
        switch (token) {
            case START_OBJECT -> object(names.child());
            case START_ARRAY -> array(names);
            case VALUE_STRING -> to.out().string(from.getTextCharacters(), from.getTextOffset(), from.getTextLength());
            default -> to.out().ascii(from.getText());
        }
    }

    private void object(DupDetector names) throws IOException {
        enter('{');
        while (from.nextToken() == JsonToken.FIELD_NAME) {
            String name = from.currentName();
            if (names.isDup(name)) {
                throw new NotKept("an object has a member twice");
            }
            to.name(name);
            value(from.nextToken(), names);
        }
        leave('}');
    }

    private void array(DupDetector names) throws IOException {
        enter('[');
        while (from.nextToken() != JsonToken.END_ARRAY) {
            to.element();
            value(from.currentToken(), names);
        }
        leave(']');
    }

    private void enter(char bracket) throws IOException {
        if (++depth > JsonLimits.MAX_BODY_DEPTH) {
            throw new NotKept("nested deeper than " + JsonLimits.MAX_BODY_DEPTH);
        }
        to.open(bracket);
    }

    private void leave(char bracket) {
        depth--;
        to.close(bracket);
    }

    /** The value is JSON, but none that is kept as such. */
    static final class NotKept extends IOException {
        private static final long serialVersionUID = 1L;

        NotKept(String message) {
            super(message);
        }
    }
}
