package dev.tapedeck.storage.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Small values that stand in a column as JSON. */
final class JsonColumn {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonColumn() {}

    /** Writes a value. */
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** Reads a value, whose first token is the parser's current one. */
    interface Reading<T> {
        T from(JsonParser json) throws IOException;
    }

    static String write(Writing value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            value.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** @throws FailedCall with {@code Unreadable} if the column holds something else */
    static <T> T read(String column, Reading<T> value) {
        try (JsonParser json = JSON.createParser(column)) {
            json.nextToken();
            return value.from(json);
        } catch (IOException broken) {
            throw unreadable("JSON");
        }
    }

    static void writeTexts(JsonGenerator json, List<String> texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static List<String> readTexts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_STRING);
            texts.add(json.getText());
        }
        return texts;
    }

    static void expect(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw unreadable(token.name());
        }
    }

    /** What is in the database isn't what this version writes. */
    static FailedCall unreadable(String expected) {
        return FailedCall.rejected(new Failure.Unreadable(
                "The database holds something that this version of Tapedeck can't read (expected: %s). Start the version that recorded it, or delete the cassette."
                        .formatted(expected)));
    }
}
