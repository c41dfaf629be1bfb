package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SessionCounters;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a session's calls. */
record CountersView(
        @Schema(description = "Answered by the provider, not recorded.")
        long live,

        @Schema(description = "Answered by the provider and recorded.")
        long recorded,

        @Schema(description = "Answered from the tape, as a fallback too.")
        long replayed,

        @Schema(description = "Nothing on the tape matched.")
        long missed,

        @Schema(description = "Everything that matched was handed out.")
        long exhausted,

        @Schema(description = "Interactions never handed out; 0 in modes that don't play.")
        int unplayed) {

    static CountersView of(SessionCounters counters) {
        return new CountersView(
                counters.live(),
                counters.recorded(),
                counters.replayed(),
                counters.missed(),
                counters.exhausted(),
                counters.unplayed());
    }
}
