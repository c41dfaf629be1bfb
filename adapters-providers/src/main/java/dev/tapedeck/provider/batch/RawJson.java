package dev.tapedeck.provider.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value where it stands in a text: what is taken out of it are the very bytes, numbers with all their digits. No
 * tree is made. Immutable, as long as nobody writes to the text.
 */
public final class RawJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // it is UTF-8, or no JSON
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] text;
    private final int from;
    private final int to;

    private RawJson(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The one value that this text is; nothing if it is no JSON, or more than one. */
    public static Optional<RawJson> of(Bytes text) {
        RawJson whole = new RawJson(text.array(), 0, text.length());
        try (JsonParser parser = whole.parser()) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            RawJson value = whole.at(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private JsonParser parser() throws IOException {
        return JSON.createParser(text, from, to - from);
    }

    /** The value whose first token the parser is at; the parser is at its last one then. */
    private RawJson at(JsonParser parser) throws IOException {
        int start = place(parser.currentTokenLocation());
        parser.skipChildren();
        parser.finishToken();
        return new RawJson(text, start, place(parser.currentLocation()));
    }

    private int place(JsonLocation location) {
        return from + Math.toIntExact(location.getByteOffset());
    }

    /** The members of an object; none of anything else. */
    public RawMembers members() {
        Map<String, RawJson> members = new LinkedHashMap<>();
        inside(JsonToken.START_OBJECT, parser -> {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, at(parser));
        });
        return new RawMembers(members);
    }

    /** The elements of an array, in order; none of anything else. */
    public List<RawJson> elements() {
        List<RawJson> elements = new ArrayList<>();
        inside(JsonToken.START_ARRAY, parser -> elements.add(at(parser)));
        return elements;
    }

    private interface Step {
        void at(JsonParser parser) throws IOException;
    }

    private void inside(JsonToken start, Step step) {
        try (JsonParser parser = parser()) {
            if (parser.nextToken() != start) {
                return;
            }
            for (JsonToken next = parser.nextToken(); !next.isStructEnd(); next = parser.nextToken()) {
                step.at(parser);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("It was JSON when it was read first.", impossible);
        }
    }

    public boolean isObject() {
        return text[from] == '{';
    }

    /** What it says, if it is a text. */
    public Optional<String> asText() {
        return scalar(JsonToken.VALUE_STRING);
    }

    /** What it says, if it is a whole number of at most nine digits. */
    public Optional<Integer> asNumber() {
        return scalar(JsonToken.VALUE_NUMBER_INT)
                .filter(digits -> digits.length() <= 9)
                .map(Integer::valueOf);
    }

    private Optional<String> scalar(JsonToken kind) {
        try (JsonParser parser = parser()) {
            return parser.nextToken() == kind ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("It was JSON when it was read first.", impossible);
        }
    }

    /** The value as it stands there. */
    public Bytes bytes() {
        return Bytes.wrap(text).slice(from, to);
    }

    /** Where it begins in the text. */
    public int from() {
        return from;
    }

    /** Where it ends in the text, exclusive. */
    public int to() {
        return to;
    }
}
