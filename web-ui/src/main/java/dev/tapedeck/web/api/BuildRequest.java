package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.web.build.BuildAsked;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a build is started with, or planned. */
record BuildRequest(
        @Schema(description = "The pipeline's name.") String pipeline,

        @Schema(description = "What the calls are recorded to or played from.")
        Optional<String> cassette,

        @Schema(
                description = "What happens to calls; `auto` if a cassette is named, else `off`.",
                enumeration = {"off", "record", "replay", "auto"})
        Optional<String> mode,

        @Schema(
                description = "`never` runs the same pipeline without any batch.",
                enumeration = {"auto", "never"},
                defaultValue = "auto")
        Optional<String> batch,

        @Schema(
                description = "Whether artifacts of earlier builds are taken over, in mode `off`.",
                defaultValue = "true")
        Optional<Boolean> cache,

        @Schema(description = "In US dollars: the build stops before it would cost more.")
        Optional<BigDecimal> maxCost,

        @Schema(
                description =
                        "A batch that takes longer is given up: `PT26H`, `26h`, `90m`. The provider's window and an hour, if it isn't said.")
        Optional<String> maxWait,

        @Schema(
                description =
                        "Means nothing to a new build, which begins with the pipeline as it is; taken so that one body serves here and to resume.")
        Optional<Boolean> allowPipelineMismatch) {

    PipelineName name() {
        return new PipelineName(pipeline);
    }

    /** @throws Refusal that names each member that can't be understood */
    BuildOptions options() {
        BuildAsked.Reading reading = new BuildAsked(cassette, mode, batch, cache, maxCost, maxWait).read();
        return reading.options()
                .orElseThrow(() -> Refusal.invalid(reading.misread().stream()
                        .map(wrong -> ViolationView.at("/" + wrong.member(), wrong.message()))
                        .toList()));
    }
}
