package dev.tapedeck.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.JsonOutput;
import java.io.IOException;
import java.io.StringWriter;

/** Cuts long texts, also those inside JSON, and says how long they were: {@code … [N chars total]}. Pure. */
public final class Shortened {
    /** No text has more characters (code points) before what says that it was cut. */
    public static final int LONGEST = 500;

    private static final JsonFactory JSON = new JsonFactory();

    private Shortened() {}

    public static String text(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST
                ? text
                : "%s… [%d chars total]".formatted(text.substring(0, text.offsetByCodePoints(0, LONGEST)), length);
    }

    /** A text as JSON. */
    static String quoted(String text) {
        JsonOutput json = new JsonOutput(text.length() + 2);
        json.string(text(text));
        return Bytes.wrap(json.toBytes()).text();
    }

    /**
     * Each text in it by itself; names of members stay.
     *
     * @param json valid JSON
     */
    static String json(Bytes json) {
        StringWriter copy = new StringWriter();
        try (JsonParser from = JSON.createParser(json.array());
                JsonGenerator to = JSON.createGenerator(copy)) {
            for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    to.writeString(text(from.getText()));
                } else {
                    to.copyCurrentEventExact(from);
                }
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("This is no JSON.", broken);
        }
        return copy.toString();
    }
}
