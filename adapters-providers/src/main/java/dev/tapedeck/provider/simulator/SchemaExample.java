package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Makes a value that conforms to a JSON schema, of the subset that providers accept for tools and structured output. A
 * schema may refer to itself: deep down only what is required is made, and there is a limit to how much is made in all.
 */
final class SchemaExample {
    private static final int OPTIONAL_DEPTH = 4;
    private static final int DEEPEST = 40;
    private static final int LARGEST = 2_000;

    private static final Map<String, String> FORMATS = Map.of(
            "date", "2026-11-21",
            "time", "02:00:00Z",
            "date-time", "2026-11-21T02:00:00Z",
            "duration", "PT90S",
            "email", "ada@example.org",
            "hostname", "example.org",
            "ipv4", "192.0.2.1",
            "ipv6", "2001:db8::1",
            "uri", "https://example.org/",
            "uuid", "00000000-0000-4000-8000-000000000000");

    private final JsonNode root;
    private int made;

    private SchemaExample(JsonNode root) {
        this.root = root;
    }

    /** A value for the schema; equal schemas and seeds give equal values. */
    static JsonNode of(JsonNode schema, Seed seed) {
        return new SchemaExample(schema).value(schema, seed, 0);
    }

    private JsonNode value(JsonNode schema, Seed seed, int depth) {
        if (++made > LARGEST || depth > DEEPEST) {
            return instance.nullNode();
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(seed.below(schema.path("enum").size()));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
                return value(chosen(schema.path(choice), depth), seed, depth + 1);
            }
        }
        if (schema.path("allOf").isArray() && !schema.path("allOf").isEmpty()) {
            return all(schema.path("allOf"), seed, depth);
        }
        if (schema.path("$ref").isTextual()) {
            return value(resolved(schema.path("$ref").asText()), seed, depth + 1);
        }
        return ofType(schema, seed, depth);
    }

    /** The first choice that is not null; deep down null, if it is one, so that a recursion ends there. */
    private static JsonNode chosen(JsonNode choices, int depth) {
        boolean end = depth > OPTIONAL_DEPTH;
        return stream(choices)
                .filter(choice -> choice.path("type").asText().equals("null") == end)
                .findFirst()
                .orElse(choices.get(0));
    }

    /** What conforms to all parts: their members together, if they are objects, else a value of the first. */
    private JsonNode all(JsonNode parts, Seed seed, int depth) {
        JsonNode whole = value(parts.get(0), seed, depth + 1);
        for (JsonNode part : parts) {
            if (whole instanceof ObjectNode object && value(part, seed, depth + 1) instanceof ObjectNode more) {
                object.setAll(more);
            }
        }
        return whole;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private JsonNode resolved(String reference) {
        String pointer = reference.startsWith("#") ? reference.substring(1) : "";
        return pointer.isEmpty() || pointer.startsWith("/")
                ? root.at(JsonPointer.compile(pointer))
                : instance.missingNode();
    }

    private JsonNode ofType(JsonNode schema, Seed seed, int depth) {
        return switch (type(schema)) {
            case "object" -> object(schema, seed, depth);
            case "array" -> array(schema, seed, depth);
            case "integer" -> NumberExample.whole(schema, seed);
            case "number" -> NumberExample.any(schema, seed);
            case "boolean" -> instance.booleanNode(seed.below(2) == 0);
            case "null" -> instance.nullNode();
            default -> instance.textNode(text(schema, seed));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return stream(type)
                    .map(JsonNode::asText)
                    .filter(name -> !name.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        if (type.isTextual()) {
            return type.asText();
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    private ObjectNode object(JsonNode schema, Seed seed, int depth) {
        ObjectNode object = instance.objectNode();
        List<String> required =
                stream(schema.path("required")).map(JsonNode::asText).toList();
        schema.path("properties").properties().forEach(property -> {
            if (depth < OPTIONAL_DEPTH || required.contains(property.getKey())) {
                object.set(property.getKey(), value(property.getValue(), seed.on(property.getKey()), depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, Seed seed, int depth) {
        ArrayNode array = instance.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int size = depth < OPTIONAL_DEPTH ? Math.max(least, 1) : least;
        for (int at = 0; at < Math.min(size, schema.path("maxItems").asInt(LARGEST)) && made < LARGEST; at++) {
            array.add(value(schema.path("items"), seed.on(at), depth + 1));
        }
        return array;
    }

    private static String text(JsonNode schema, Seed seed) {
        String text = FORMATS.getOrDefault(schema.path("format").asText(), Prose.word(seed));
        int least = Math.min(schema.path("minLength").asInt(0), LARGEST);
        String longEnough = text.length() < least ? text + "-".repeat(least - text.length()) : text;
        int most = Math.max(schema.path("maxLength").asInt(LARGEST), 0);
        return longEnough.length() > most ? longEnough.substring(0, most) : longEnough;
    }
}
