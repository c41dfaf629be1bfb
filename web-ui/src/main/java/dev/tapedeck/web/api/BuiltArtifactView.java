package dev.tapedeck.web.api;

import dev.tapedeck.build.WorkUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An artifact in the list of a build. */
record BuiltArtifactView(
        @Schema(description = "The SHA-256 of its content.") String id,

        @Schema(description = "The layer that made it, or the source that it is a document of.")
        String layer,

        @Schema(description = "The number of the unit.") int number,

        String label,

        @Schema(
                description = "`CACHED`: an earlier build had made it.",
                enumeration = {"SUCCEEDED", "CACHED"})
        String state) {
    static BuiltArtifactView of(WorkUnit unit) {
        return new BuiltArtifactView(
                unit.artifact().map(Object::toString).orElse(""),
                unit.ref().layer(),
                unit.ref().number(),
                unit.label(),
                unit.state().name());
    }
}
