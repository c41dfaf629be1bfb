package dev.tapedeck.web.api;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a report of something wrong is an error: a query parameter that is {@code true} or {@code false}, and nothing else. */
@Schema(type = SchemaType.BOOLEAN, defaultValue = "false")
record Strict(boolean set) {
    /** Reads a query parameter; without a value it is set. */
    static Strict valueOf(String text) {
        return switch (text) {
            case "true", "" -> new Strict(true);
            case "false" -> new Strict(false);
            default -> throw Refusal.parameter("strict", "'strict' must be true or false.");
        };
    }
}
