package dev.tapedeck.declared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Node.Scalar.Kind;
import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** JSON as nodes. A member that is there twice is there twice; numbers keep their digits. */
public final class JsonNodes {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NodeJson.DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;

    private JsonNodes(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The one value that the text holds.
     *
     * @throws MalformedText if it is no JSON in UTF-8, or nested over 100 deep
     */
    public static Node read(Bytes json) {
        String text = json.validText().orElseThrow(() -> new MalformedText(1, "This is no UTF-8. Save it as UTF-8."));
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonNodes(parser).document();
        } catch (JsonProcessingException broken) {
            throw malformed(broken);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private static MalformedText malformed(JsonProcessingException broken) {
        JsonLocation place = broken.getLocation();
        int line = place == null ? 1 : place.getLineNr();
        return new MalformedText(
                line,
                broken instanceof StreamConstraintsException
                        ? "This is beyond the limits: objects and lists %d deep in each other, numbers of 1,000 digits."
                                .formatted(NodeJson.DEEPEST)
                        : "This is no JSON from here on: look for a comma, quote or bracket that is missing or too many.");
    }

    private Node document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedText(1, "Nothing is here.");
        }
        Node node = value(first);
        if (parser.nextToken() != null) {
            throw new MalformedText(line(), "Something follows the end of the JSON. Remove it.");
        }
        return node;
    }

    private Node value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> scalar(Kind.TEXT);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN);
            default -> scalar(Kind.NULL);
        };
    }

    private Node object() throws IOException {
        int line = line();
        List<Node.Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int nameLine = line();
            String name = parser.currentName();
            members.add(new Node.Member(nameLine, name, value(parser.nextToken())));
        }
        return new Node.Mapping(line, members);
    }

    private Node array() throws IOException {
        int line = line();
        List<Node> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return new Node.Sequence(line, elements);
    }

    private Node scalar(Kind kind) throws IOException {
        return new Scalar(line(), parser.getText(), kind);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
