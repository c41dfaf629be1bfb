package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes a number that keeps to a schema's bounds and steps. */
final class NumberExample {
    private static final int USUAL = 20;

    private NumberExample() {}

    static JsonNode whole(JsonNode schema, Seed seed) {
        double low = Math.max(Math.ceil(bound(schema, "minimum", -Double.MAX_VALUE)), above(schema));
        double high = Math.min(Math.floor(bound(schema, "maximum", Double.MAX_VALUE)), below(schema));
        double step = Math.max(1, bound(schema, "multipleOf", 1));
        double wished = Math.clamp(1 + seed.below(USUAL), low, Math.max(low, high));
        double stepped = Math.ceil(wished / step) * step;
        return instance.numberNode((long) (stepped > high ? stepped - step : stepped));
    }

    private static double above(JsonNode schema) {
        return Math.floor(bound(schema, "exclusiveMinimum", -Double.MAX_VALUE)) + 1;
    }

    private static double below(JsonNode schema) {
        return Math.ceil(bound(schema, "exclusiveMaximum", Double.MAX_VALUE)) - 1;
    }

    static JsonNode any(JsonNode schema, Seed seed) {
        if (schema.path("multipleOf").isNumber()) {
            return whole(schema, seed);
        }
        double usual = 0.5 + seed.below(USUAL);
        double low = bound(schema, "minimum", bound(schema, "exclusiveMinimum", Double.NaN));
        double high = bound(schema, "maximum", bound(schema, "exclusiveMaximum", Double.NaN));
        if (Double.isNaN(low)) {
            return instance.numberNode(Double.isNaN(high) ? usual : Math.min(usual, high - 0.5));
        }
        return instance.numberNode(Double.isNaN(high) ? low + usual : low + (high - low) / 2);
    }

    private static double bound(JsonNode schema, String name, double otherwise) {
        JsonNode bound = schema.path(name);
        return bound.isNumber() ? bound.asDouble() : otherwise;
    }
}
