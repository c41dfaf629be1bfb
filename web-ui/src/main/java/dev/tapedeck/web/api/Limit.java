package dev.tapedeck.web.api;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many entries of a list are wanted: 1 to 500. */
@Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = Limit.USUAL)
record Limit(int value) {
    static final int MOST = 500;
    static final String USUAL = "50";

    /** Reads a query parameter. */
    static Limit valueOf(String text) {
        if (!text.matches("[0-9]{1,3}") || !isLawful(Integer.parseInt(text))) {
            throw Refusal.parameter("limit", "'limit' must be a whole number from 1 to %d.".formatted(MOST));
        }
        return new Limit(Integer.parseInt(text));
    }

    private static boolean isLawful(int value) {
        return value >= 1 && value <= MOST;
    }

    /** One more than wanted, so that one sees whether there are more. */
    int andOneMore() {
        return value + 1;
    }
}
