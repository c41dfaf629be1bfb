package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Failure;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider said to a test call. */
record ProviderTestView(
        String provider,

        @Schema(description = "Whether the provider answered with a status below 400.")
        boolean ok,

        String method,
        String path,

        @Schema(description = "The status of the answer, if there was one.")
        Optional<Integer> status,

        @Schema(description = "How long it took to the answer's headers, or to the failure.")
        long millis,

        @Schema(description = "Why there is no answer.") Optional<FailureView> failure) {

    /** A failure: its stable code, and what to do next. */
    record FailureView(String code, String message) {
        static FailureView of(Failure failure) {
            return new FailureView(failure.code(), failure.message());
        }
    }
}
