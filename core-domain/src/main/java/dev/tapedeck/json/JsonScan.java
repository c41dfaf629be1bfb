package dev.tapedeck.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Optional;

/** Looks for one thing in a document and reads no further. */
public final class JsonScan {
    private JsonScan() {}

    /**
     * The first member of that name in the document's outermost object, if it is a string. What comes after it is not
     * looked at, and may be broken.
     */
    public static Optional<String> topLevelText(byte[] json, String member) {
        try (JsonSource source = JsonSource.lenient(json)) {
            return source.next() == JsonToken.START_OBJECT ? find(source, member) : Optional.empty();
        } catch (Refused noJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(JsonSource source, String member) {
        while (source.inner() == JsonToken.FIELD_NAME) {
            boolean found = source.name().equals(member);
            JsonToken value = source.inner();
            if (found) {
                return value == JsonToken.VALUE_STRING ? Optional.of(source.text()) : Optional.empty();
            }
            source.skip();
        }
        return Optional.empty();
    }
}
