package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.web.gateway.CallSeen;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A call that went through the door; no content, header or query. */
record CallView(
        Instant at,
        Optional<String> session,
        Optional<String> cassette,
        String provider,
        String method,
        String path,

        @Schema(
                description = "What became of it.",
                enumeration = {"live", "recorded", "replayed", "fallback", "miss", "exhausted", "rejected"})
        String outcome,

        @Schema(description = "`<cassette>/<number>` of the interaction recorded or played.")
        Optional<String> interaction,

        Optional<String> key,
        int attempts,
        int status,

        @Schema(description = "The code of the failure, if there was one.")
        Optional<String> failure,

        @Schema(description = "From the last byte of the request to the end of the answer.")
        double durationMs) {

    static CallView of(CallSeen call) {
        return new CallView(
                call.at(),
                call.session().map(SessionId::value),
                call.cassette().map(CassetteName::value),
                call.provider().value(),
                call.method(),
                call.path(),
                call.provenance().source().id(),
                call.provenance().interaction(),
                call.provenance().key(),
                call.provenance().attempts(),
                call.status(),
                call.failure(),
                call.micros() / 1000.0);
    }
}
