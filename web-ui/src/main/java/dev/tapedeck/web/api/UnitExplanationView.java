package dev.tapedeck.web.api;

import dev.tapedeck.build.UnitExplanation;
import dev.tapedeck.build.UnitState;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a unit was made, or not made again. */
record UnitExplanationView(
        String layer,
        int number,
        String label,

        @Schema(description = "Whether it was taken over from an earlier build.")
        boolean cached,

        @Schema(description = "The build that had made the same, or the last one that had made a unit of that name.")
        Optional<String> earlier,

        @Schema(description = "What is different from that one: `prompt`, `model`, `inputs`, …")
        List<String> differing,

        String reason) {
    static UnitExplanationView of(UnitExplanation explanation) {
        return new UnitExplanationView(
                explanation.unit().ref().layer(),
                explanation.unit().ref().number(),
                explanation.unit().label(),
                explanation.unit().state() == UnitState.CACHED,
                explanation.earlier().map(Object::toString),
                explanation.differing(),
                explanation.reason());
    }
}
