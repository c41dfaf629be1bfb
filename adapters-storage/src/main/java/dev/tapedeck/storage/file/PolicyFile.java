package dev.tapedeck.storage.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.PolicyStore.Kept;
import dev.tapedeck.resilience.ServiceName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the file of policies holds: {@code {"last":7,"policies":{"events":{"version":7,"policy":{…}}}}}.
 *
 * @param last the latest version that was given to any service
 */
record PolicyFile(long last, Map<ServiceName, Kept> policies) {
    static final PolicyFile EMPTY = new PolicyFile(PolicyStore.NONE, Map.of());

    private static final JsonFactory JSON = new JsonFactory();

    PolicyFile {
        policies = Map.copyOf(policies);
    }

    long version(ServiceName service) {
        Kept present = policies.get(service);
        return present == null ? PolicyStore.NONE : present.version();
    }

    String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("last", last);
            json.writeObjectFieldStart("policies");
            for (Map.Entry<ServiceName, Kept> entry : new TreeMap<>(policies).entrySet()) {
                json.writeObjectFieldStart(entry.getKey().value());
                json.writeNumberField("version", entry.getValue().version());
                json.writeFieldName("policy");
                json.writeRawValue(entry.getValue().json());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    /** @throws IOException if the text is none that {@link #text} gives */
    static PolicyFile parse(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            expect(json, JsonToken.START_OBJECT);
            long last = number(json, "last");
            Map<ServiceName, Kept> policies = new HashMap<>();
            member(json, "policies");
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                policies.put(new ServiceName(json.currentName()), kept(json, text));
            }
            expect(json, JsonToken.END_OBJECT);
            return new PolicyFile(last, policies);
        }
    }

    private static Kept kept(JsonParser json, String text) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        long version = number(json, "version");
        member(json, "policy");
        expect(json, JsonToken.START_OBJECT);
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        int end = (int) json.currentTokenLocation().getCharOffset();
        expect(json, JsonToken.END_OBJECT);
        return new Kept(text.substring(start, end + 1), version);
    }

    private static long number(JsonParser json, String name) throws IOException {
        member(json, name);
        expect(json, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static void member(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.FIELD_NAME);
        if (!name.equals(json.currentName())) {
            throw new JsonParseException(json, name + " is expected here");
        }
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new JsonParseException(json, token + " is expected here");
        }
    }
}
