package dev.tapedeck.storage.redaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Replaces secrets in JSON, or in several JSON values one after the other. Only values that hold a secret change; every
 * other character stays where it was. Thread-safe.
 */
final class JsonRedactor {
    private static final int MAX_DEPTH = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final TextScanner scanner;
    private final Marks marks;

    JsonRedactor(TextScanner scanner, Marks marks) {
        this.scanner = scanner;
        this.marks = marks;
    }

    /**
     * The JSON with marks in place of secrets; the very text if there are none.
     *
     * @throws com.fasterxml.jackson.core.exc.StreamConstraintsException if it is nested too deep to be examined
     * @throws IOException if it is no JSON
     */
    String redact(String json, Budget budget) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonWalk walk = new JsonWalk(json, parser, scanner, marks, budget);
            return walk.toTheEnd();
        }
    }

    /** Whether a text may be JSON worth looking at as such. */
    static boolean mayBeJson(String text) {
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each > ' ') {
                return each == '{' || each == '[' || each == '"';
            }
        }
        return false;
    }
}
