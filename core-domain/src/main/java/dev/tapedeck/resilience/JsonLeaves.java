package dev.tapedeck.resilience;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tapedeck.json.JsonPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object down to its leaves: everything in it that has no members. */
final class JsonLeaves {
    static final int MAX_LENGTH = 10_000;
    static final int MAX_DEPTH = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final List<Leaf> leaves = new ArrayList<>();

    private JsonLeaves() {}

    /** A value and where it stands. */
    record Leaf(JsonPointer at, GivenValue value) {
        boolean isRoot() {
            return at.tokens().isEmpty();
        }
    }

    /** The text is no JSON object within the limits. The message, a sentence without subject and end, says why and where, and quotes nothing. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** The leaves in their order; the object itself if it is empty. */
    static List<Leaf> read(String text) throws Malformed {
        if (text.length() > MAX_LENGTH) {
            throw new Malformed("has %d characters; at most %d are read".formatted(text.length(), MAX_LENGTH));
        }
        try (JsonParser json = JSON.createParser(text)) {
            JsonLeaves reading = new JsonLeaves();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("must be a JSON object");
            }
            reading.object(json, JsonPointer.ROOT);
            if (json.nextToken() != null) {
                throw new Malformed("must end with its JSON object, but something follows");
            }
            return List.copyOf(reading.leaves);
        } catch (StreamConstraintsException beyond) {
            throw new Malformed("is nested more than %d deep, or a name or number is too long".formatted(MAX_DEPTH));
        } catch (JsonProcessingException broken) {
            throw new Malformed("is not valid JSON: see line %d, column %d"
                    .formatted(
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr()));
        } catch (IOException never) {
            throw new Malformed("can't be read");
        }
    }

    private void object(JsonParser json, JsonPointer at) throws IOException {
        boolean empty = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            empty = false;
            JsonPointer member = at.child(json.currentName());
            value(json, json.nextToken(), member);
        }
        if (empty) {
            leaves.add(new Leaf(at, new GivenValue.Empty()));
        }
    }

    private void value(JsonParser json, @Nullable JsonToken token, JsonPointer at) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            object(json, at);
        } else {
            leaves.add(new Leaf(at, scalar(json, token)));
        }
    }

    private static GivenValue scalar(JsonParser json, @Nullable JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new GivenValue.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new GivenValue.Number(json.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> new GivenValue.Truth(json.getBooleanValue());
            case START_ARRAY -> {
                json.skipChildren();
                yield new GivenValue.Other();
            }
            case null, default -> new GivenValue.Other();
        };
    }
}
