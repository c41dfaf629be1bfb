package dev.tapedeck.web.api;

import dev.tapedeck.resilience.PolicyProblem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something in the policies that isn't used. */
record PolicyProblemView(
        @Schema(description = "The service, as it was given; empty if it is about all.")
        String service,

        @Schema(description = "Where in the source: a JSON pointer.")
        String pointer,

        String message,

        @Schema(
                description = "Where it was given.",
                enumeration = {"overrides", "run time"})
        String source) {
    static PolicyProblemView of(PolicyProblem problem) {
        return new PolicyProblemView(
                problem.service(),
                problem.at().toString(),
                problem.message(),
                problem.source().id());
    }
}
