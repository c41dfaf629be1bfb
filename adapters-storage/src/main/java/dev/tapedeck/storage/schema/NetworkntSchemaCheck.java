package dev.tapedeck.storage.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.exchange.Bytes;
import java.util.List;

/** JSON Schema 2020-12 by networknt's validator. {@code format} counts; patterns are RE2's, in linear time. */
public final class NetworkntSchemaCheck implements SchemaCheck {
    private static final int KEPT = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final LoadingCache<Bytes, CompiledSchema> compiled =
            Caffeine.newBuilder().maximumSize(KEPT).build(NetworkntSchemaCheck::compile);

    @Override
    public List<String> faults(Bytes schema) {
        return compiled.get(schema).faults();
    }

    @Override
    public List<String> violations(Bytes schema, String json) {
        CompiledSchema usable = compiled.get(schema);
        if (!usable.faults().isEmpty()) {
            return usable.faults();
        }
        try {
            JsonNode instance = JSON.readTree(json);
            return instance.isMissingNode() ? List.of("The text is empty, and no JSON.") : usable.violations(instance);
        } catch (JsonProcessingException broken) {
            return List.of("The text is no JSON: it makes no sense from line %d, column %d."
                    .formatted(
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr()));
        }
    }

    private static CompiledSchema compile(Bytes schema) {
        try {
            return CompiledSchema.of(JSON.readTree(schema.text()));
        } catch (JsonProcessingException broken) {
            return CompiledSchema.unusable("The schema is no JSON.");
        }
    }
}
