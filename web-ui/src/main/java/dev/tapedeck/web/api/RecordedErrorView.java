package dev.tapedeck.web.api;

import dev.tapedeck.cassette.RecordedError;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A failure of the way to the provider, as it was recorded. */
record RecordedErrorView(
        String type,
        String message,

        @Schema(description = "What was under way: `connect`, `response`, `idle`, or nothing.")
        String context,

        boolean retryable,
        Optional<Long> retryAfterMs) {

    static RecordedErrorView of(RecordedError error) {
        return new RecordedErrorView(
                error.type(), error.message(), error.context(), error.retryable(), error.retryAfterMillis());
    }
}
