package dev.tapedeck.storage.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A schema, ready to be used.
 *
 * @param schema only if it has no faults
 */
record CompiledSchema(List<String> faults, Optional<JsonSchema> schema) {
    private static final int MOST = 20;
    private static final int LONGEST = 300;
    private static final String ENDLESS =
            "The schema goes round in a circle: a '$ref' leads back to itself before anything is looked at.";
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.enableSchemaCache(false).schemaLoaders(loaders -> loaders.add(NothingElse::load)));
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(LinearPattern::new)
            .build();
    private static final JsonSchema META_SCHEMA = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG);

    CompiledSchema {
        faults = List.copyOf(faults);
    }

    static CompiledSchema unusable(String fault) {
        return new CompiledSchema(List.of(fault), Optional.empty());
    }

    static CompiledSchema of(JsonNode json) {
        try {
            List<String> faults = draft(json).map(List::of).orElseGet(() -> messages(META_SCHEMA.validate(json)));
            return faults.isEmpty() ? compile(json) : new CompiledSchema(faults, Optional.empty());
        } catch (JsonSchemaException broken) {
            return unusable(reason(broken));
        } catch (StackOverflowError endless) {
            return unusable(ENDLESS);
        }
    }

    private static Optional<String> draft(JsonNode json) {
        String draft = json.path("$schema").asText(DRAFT);
        return draft.equals(DRAFT)
                ? Optional.empty()
                : Optional.of("'$schema' must be %s, or be left out.".formatted(DRAFT));
    }

    private static CompiledSchema compile(JsonNode json) {
        JsonSchema schema = FACTORY.getSchema(json, CONFIG);
        schema.initializeValidators();
        // a circle that no data is needed for shows at any value
        schema.validate(JsonNodeFactory.instance.objectNode());
        return new CompiledSchema(List.of(), Optional.of(schema));
    }

    List<String> violations(JsonNode instance) {
        try {
            return messages(schema.orElseThrow().validate(instance));
        } catch (JsonSchemaException broken) {
            return List.of(reason(broken));
        } catch (StackOverflowError endless) {
            return List.of(ENDLESS);
        }
    }

    private static List<String> messages(Set<ValidationMessage> found) {
        return found.stream()
                .map(message -> "%s %s"
                        .formatted(message.getInstanceLocation(), message.getError())
                        .strip())
                .map(CompiledSchema::cut)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static String reason(JsonSchemaException broken) {
        String innermost = Stream.iterate((Throwable) broken, cause -> cause != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("it can't be used");
        return cut("The schema can't be used: " + innermost.replaceAll("\\s+", " "));
    }

    private static String cut(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
}
