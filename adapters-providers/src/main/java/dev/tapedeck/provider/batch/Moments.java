package dev.tapedeck.provider.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads the moments that providers name: seconds since 1970, or ISO 8601 with an offset. */
public final class Moments {
    private Moments() {}

    /** Nothing, if it is neither. */
    public static Optional<Instant> of(JsonNode node) {
        try {
            if (node.isIntegralNumber()) {
                return Optional.of(Instant.ofEpochSecond(node.asLong()));
            }
            return node.isTextual()
                    ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }
}
