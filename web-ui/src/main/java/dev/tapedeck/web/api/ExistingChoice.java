package dev.tapedeck.web.api;

import dev.tapedeck.transfer.Existing;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What becomes of what is there already, as a query parameter says it. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"refuse", "replace", "append"},
        defaultValue = ExistingChoice.USUAL)
record ExistingChoice(Existing existing) {
    static final String USUAL = "refuse";

    /** Reads a query parameter. */
    static ExistingChoice valueOf(String text) {
        return Arrays.stream(Existing.values())
                .filter(each -> each.id().equals(text))
                .findFirst()
                .map(ExistingChoice::new)
                .orElseThrow(() -> Refusal.parameter(
                        "existing",
                        "'existing' must be one of %s."
                                .formatted(Arrays.stream(Existing.values())
                                        .map(Existing::id)
                                        .collect(Collectors.joining(", ")))));
    }
}
