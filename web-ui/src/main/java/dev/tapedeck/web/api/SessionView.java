package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionSpec;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An open session. */
record SessionView(
        String id,
        String cassette,
        String mode,
        String onExhausted,
        String speed,
        boolean fresh,

        @Schema(description = "Whether it was opened by a header or the configuration.")
        boolean implicit,

        Instant openedAt,

        @Schema(description = "The base URL to give to a client, by provider.")
        Map<String, String> baseUrls,

        CountersView counters) {

    static SessionView of(Session session, Map<String, String> baseUrls) {
        SessionSpec spec = session.spec();
        return new SessionView(
                session.id().value(),
                spec.cassette().value(),
                spec.mode().id(),
                spec.onExhausted().id(),
                spec.speed().toString(),
                spec.fresh(),
                session.implicit(),
                session.openedAt(),
                baseUrls,
                CountersView.of(session.counters()));
    }
}
