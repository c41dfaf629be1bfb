package dev.tapedeck.web.api;

import dev.tapedeck.build.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch of a build. */
record BatchView(
        int number,
        String layer,
        String provider,
        String model,

        @Schema(description = "How many requests are in it.")
        int requests,

        @Schema(
                enumeration = {
                    "SUBMITTING",
                    "QUEUED",
                    "RUNNING",
                    "CANCELLING",
                    "ENDED",
                    "REJECTED",
                    "UNKNOWN",
                    "UNCERTAIN"
                },
                description =
                        "`UNCERTAIN`: it may have been submitted or not, and only people can tell. Decide by POST /api/v1/builds/{build}/batches/{number}.")
        String state,

        @Schema(description = "The name that it bears for ever, also at the provider where that is possible.")
        String intent,

        @Schema(description = "The provider's id, once it has one.")
        Optional<String> remoteId,

        Optional<Instant> sentAt,

        @Schema(description = "When it is looked at again.") Optional<Instant> pollAt,

        @Schema(description = "How often it was looked at.") int polls,

        @Schema(description = "When the provider gives it up.")
        Optional<Instant> expiresAt,

        @Schema(description = "Whether all its results are taken over.")
        boolean collected,

        Optional<String> message,

        @Schema(description = "The provider's batches that may be this one, if that is uncertain.")
        List<String> candidates) {
    static BatchView of(Batch batch, UnaryOperator<String> plain) {
        return new BatchView(
                batch.number(),
                batch.layer(),
                batch.provider().value(),
                batch.model(),
                batch.requests(),
                batch.state().name(),
                batch.intent(),
                batch.remoteId().map(plain),
                batch.sentAt(),
                batch.pollAt().filter(at -> !batch.over()),
                batch.polls(),
                batch.expiresAt(),
                batch.collected(),
                batch.message().map(plain),
                batch.candidates().stream().map(plain).toList());
    }
}
