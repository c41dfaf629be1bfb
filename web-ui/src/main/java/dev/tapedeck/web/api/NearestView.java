package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Nearest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A recording that almost matches a request. */
record NearestView(
        int number,

        @Schema(description = "In how many places the two differ.")
        int distance,

        @Schema(description = "The first places, at most 5.")
        List<DifferenceView> differences) {

    /** One place in which a request and a recording differ. */
    record DifferenceView(
            @Schema(description = "A JSON pointer into the body, or `method`, `path`, `query`, `lane`, `body`.")
            String place,

            @Schema(description = "The value in the request, redacted and cut.")
            String asked,

            @Schema(description = "The value on the tape, redacted and cut.")
            String recorded) {}

    static NearestView of(Nearest nearest) {
        return new NearestView(
                nearest.number(),
                nearest.distance(),
                nearest.differences().stream()
                        .map(difference ->
                                new DifferenceView(difference.place(), difference.asked(), difference.recorded()))
                        .toList());
    }
}
