package dev.tapedeck.web.api;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a build is to be resumed. */
record ResumeRequest(
        @Schema(
                description =
                        "Whether it may go on though its pipeline is another one by now; it goes on with the one that it began with.",
                defaultValue = "false")
        Optional<Boolean> allowPipelineMismatch) {
    /** That of a request without a body. */
    static final ResumeRequest USUAL = new ResumeRequest(Optional.empty());
}
