package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.RecordingSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A cassette, without its interactions. */
record CassetteView(
        String name,
        Instant createdAt,
        Instant changedAt,

        @Schema(description = "How many interactions there are, incomplete ones too.")
        int interactions,

        @Schema(description = "The sizes of all bodies together.")
        long bytes,

        @Schema(description = "How many secrets were found.")
        int findings,

        @Schema(description = "The models asked for.") List<String> models,
        KeyRecipeView keyRecipe,

        @Schema(description = "Only in the answer to a search: how many of its interactions match.")
        Optional<Integer> matches) {

    static CassetteView of(Cassette cassette) {
        return of(cassette, Optional.empty());
    }

    static CassetteView of(RecordingSearch.Hit hit) {
        return of(hit.cassette(), Optional.of(hit.matches()));
    }

    private static CassetteView of(Cassette cassette, Optional<Integer> matches) {
        return new CassetteView(
                cassette.name().value(),
                cassette.createdAt(),
                cassette.changedAt(),
                cassette.interactions(),
                cassette.bytes(),
                cassette.findings(),
                cassette.models(),
                KeyRecipeView.of(cassette.recipe()),
                matches);
    }
}
