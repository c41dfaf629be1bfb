package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import java.time.Instant;
import java.util.List;
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
        KeyRecipeView keyRecipe) {

    static CassetteView of(Cassette cassette) {
        return new CassetteView(
                cassette.name().value(),
                cassette.createdAt(),
                cassette.changedAt(),
                cassette.interactions(),
                cassette.bytes(),
                cassette.findings(),
                cassette.models(),
                KeyRecipeView.of(cassette.recipe()));
    }
}
