package dev.tapedeck.web.api;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The number of an interaction, as it stands in a path. */
@Schema(type = SchemaType.INTEGER, minimum = "1")
record InteractionNumber(int value) {
    /** Reads a path parameter. */
    static InteractionNumber valueOf(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Refusal.parameter("number", "An interaction's number must be a whole number from 1.");
        }
        return new InteractionNumber(Integer.parseInt(text));
    }
}
