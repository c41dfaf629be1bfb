package dev.tapedeck.web.api;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The number of a batch in its build, as it stands in a path. */
@Schema(type = SchemaType.INTEGER, minimum = "1")
record BatchNumber(int value) {
    /** Reads a path parameter. */
    static BatchNumber valueOf(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Refusal.parameter("batch", "A batch's number must be a whole number from 1.");
        }
        return new BatchNumber(Integer.parseInt(text));
    }
}
