package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Miss;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A call that the tape had no answer for. */
record MissView(
        Instant at,
        String lane,
        String key,
        String provider,
        String method,
        String path,
        Optional<String> query,

        @Schema(description = "Whether there were matches, all handed out.")
        boolean exhausted,

        @Schema(description = "What the client was told.") String message,

        @Schema(description = "The nearest recordings, best first, at most 3.")
        List<NearestView> nearest) {

    static MissView of(Miss miss) {
        return new MissView(
                miss.at(),
                miss.lane().name(),
                miss.key().value(),
                miss.request().provider().value(),
                miss.request().method(),
                miss.request().path(),
                miss.request().query(),
                miss.exhausted(),
                miss.message(),
                miss.nearest().stream().map(NearestView::of).toList());
    }
}
