package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildStore.FailureGroup;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Units of a layer that came to nothing for the same cause. */
record FailureGroupView(
        String layer,

        @Schema(
                description =
                        "Stable: `refused`, `truncated`, `content_filter`, `empty`, `schema`, `unreadable`, `expired`, `missing`, `prompt`, the provider's own, or a failure's.")
        String code,

        @Schema(description = "Of one of them; the provider's own where there is one.")
        String message,

        long units) {
    static FailureGroupView of(FailureGroup group, UnaryOperator<String> plain) {
        return new FailureGroupView(
                group.layer(), plain.apply(group.code()), plain.apply(group.message()), group.units());
    }
}
