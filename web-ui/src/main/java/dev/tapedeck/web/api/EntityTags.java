package dev.tapedeck.web.api;

import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.Optional;

/** Compares entity tags (RFC 9110, 13.1.1). */
final class EntityTags {
    private EntityTags() {}

    /** Whether a change may be made to what has that tag; without a condition it may. */
    static boolean matches(Optional<String> ifMatch, EntityTag present) {
        return ifMatch.isEmpty() || matches(ifMatch.get(), present);
    }

    private static boolean matches(String ifMatch, EntityTag present) {
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals("\"%s\"".formatted(present.getValue())));
    }
}
