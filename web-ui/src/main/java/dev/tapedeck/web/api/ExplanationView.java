package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Explanation;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a cassette has for a request. */
record ExplanationView(
        @Schema(description = "Whether the request would be replayed.")
        boolean hit,

        @Schema(description = "The request's key by the cassette's recipe.")
        String key,

        @Schema(description = "The interactions that match, in the order in which a session hands them out.")
        List<Integer> interactions,

        @Schema(description = "Without a hit: the lanes that the cassette has.")
        List<String> lanes,

        @Schema(description = "Without a hit: the nearest recordings, best first, at most 3.")
        List<NearestView> nearest,

        @Schema(description = "Without a hit: what a client would be told.")
        Optional<String> message) {

    static ExplanationView of(Explanation explanation) {
        return switch (explanation) {
            case Explanation.Hit hit ->
                new ExplanationView(
                        true, hit.key().value(), hit.interactions(), List.of(), List.of(), Optional.empty());
            case Explanation.NoMatch none ->
                new ExplanationView(
                        false,
                        none.key().value(),
                        List.of(),
                        List.copyOf(none.lanes()),
                        none.nearest().stream().map(NearestView::of).toList(),
                        Optional.of(none.message()));
        };
    }
}
