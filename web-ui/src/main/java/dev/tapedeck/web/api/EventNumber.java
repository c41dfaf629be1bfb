package dev.tapedeck.web.api;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The number of an event, after which a stream goes on. */
@Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0")
record EventNumber(long value) {
    /** Reads a header. */
    static EventNumber valueOf(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.parameter(
                    BuildEventsResource.LAST_EVENT,
                    "'%s' must be the id of an event: a whole number.".formatted(BuildEventsResource.LAST_EVENT));
        }
        return new EventNumber(Long.parseLong(text));
    }
}
