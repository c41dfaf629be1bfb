package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** A vector of length 1, drawn from a seed. */
final class Vector {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final float[] values;

    private Vector(float[] values) {
        this.values = values;
    }

    static Vector of(Seed seed, int dimensions) {
        float[] values = new float[dimensions];
        double square = 0;
        for (int at = 0; at < dimensions; at++) {
            values[at] = (float) (mixed(seed.number() + at * GOLDEN) / (double) Long.MAX_VALUE);
            square += (double) values[at] * values[at];
        }
        double length = Math.sqrt(square);
        for (int at = 0; at < dimensions; at++) {
            values[at] = (float) (values[at] / length);
        }
        return new Vector(values);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mixed(long value) {
        long first = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }

    JsonNode floats() {
        ArrayNode array = instance.arrayNode(values.length);
        for (float value : values) {
            array.add(value);
        }
        return array;
    }

    /** Little-endian 32-bit floats, as OpenAI sends them. */
    JsonNode base64() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return instance.textNode(Base64.getEncoder().encodeToString(bytes.array()));
    }
}
