package dev.tapedeck.storage.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;

/** A JSON file. */
final class JsonTokens implements Tokens {
    private static final int LONGEST_NAME = 10_000;
    private static final int LONGEST_NUMBER = 1_000;

    private final JsonParser parser;

    JsonTokens(InputStream in, ImportLimits limits) throws IOException {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.jsonDepth())
                .maxStringLength(limits.text())
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        // names are of the file's choosing: they are not to be kept beyond it
        parser = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build()
                .createParser(in);
    }

    @Override
    public Token next() {
        try {
            JsonToken token = parser.nextToken();
            return token == null ? Token.END : kind(token);
        } catch (StreamConstraintsException beyond) {
            throw tooMuch();
        } catch (IOException broken) {
            throw noJson();
        }
    }

    private static Token kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Token.MAPPING;
            case START_ARRAY -> Token.LIST;
            case END_OBJECT, END_ARRAY -> Token.CLOSE;
            default -> Token.SCALAR;
        };
    }

    @Override
    public String text() {
        try {
            return parser.getText();
        } catch (StreamConstraintsException beyond) {
            throw tooMuch();
        } catch (IOException broken) {
            throw noJson();
        }
    }

    @Override
    public Value.Form form() {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_STRING, FIELD_NAME -> Value.Form.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.Form.NUMBER;
            default -> Value.Form.LITERAL;
        };
    }

    @Override
    public String tag() {
        return "";
    }

    @Override
    public String anchor() {
        return "";
    }

    @Override
    public String place() {
        JsonLocation at = parser.currentLocation();
        return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private Refusal noJson() {
        return new Refusal(place(), "This is no JSON from here on: the file is broken or cut off. Export it anew.");
    }

    private Refusal tooMuch() {
        return new Refusal(
                place(),
                "A string, name or number is too long here, or the nesting too deep, to be read."
                        + " Take this record out of the file.");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
