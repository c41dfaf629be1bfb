package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Provenance.Source;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many calls went through the door, by what became of them. */
record CallCountsView(
        long total,
        long live,
        long recorded,
        long replayed,
        long fallback,

        @Schema(description = "Nothing on the tape matched.")
        long miss,

        @Schema(description = "Everything that matched was handed out.")
        long exhausted,

        @Schema(description = "Refused by Tapedeck itself.") long rejected) {

    static CallCountsView of(Map<Source, Long> calls) {
        return new CallCountsView(
                calls.values().stream().mapToLong(Long::longValue).sum(),
                calls.getOrDefault(Source.LIVE, 0L),
                calls.getOrDefault(Source.RECORDED, 0L),
                calls.getOrDefault(Source.REPLAYED, 0L),
                calls.getOrDefault(Source.FALLBACK, 0L),
                calls.getOrDefault(Source.MISS, 0L),
                calls.getOrDefault(Source.EXHAUSTED, 0L),
                calls.getOrDefault(Source.REJECTED, 0L));
    }
}
