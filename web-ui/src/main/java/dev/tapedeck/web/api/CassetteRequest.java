package dev.tapedeck.web.api;

import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.RequestKeys;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A cassette to be made. */
record CassetteRequest(
        @Schema(description = "1 to 128 letters, digits, '.', '_' or '-'.")
        String name,

        @Schema(description = "What counts in request keys; everything, if it is left out.")
        Optional<KeyRecipeRequest> keyRecipe) {

    /** What shall count in the request keys. */
    record KeyRecipeRequest(
            @Schema(description = "The version of the canonical request: 1.", defaultValue = "1")
            Optional<Integer> version,

            @Schema(description = "JSON pointers that don't count; `*` matches any member or element.")
            Optional<List<String>> ignore,

            @Schema(description = "What is replaced in string values before hashing, in order.")
            Optional<List<KeyRecipeView.ReplacementView>> replace,

            @Schema(description = "Headers that count.") Optional<List<String>> headers) {

        private KeyRecipe recipe() {
            return new KeyRecipe(
                    version.orElse(KeyRecipe.VERSION),
                    ignore.orElse(List.of()),
                    replace.orElse(List.of()).stream()
                            .map(each -> new KeyRecipe.Replacement(each.pattern(), each.with()))
                            .toList(),
                    headers.orElse(List.of()));
        }
    }

    /** The recipe, proven to be one that keys can be made with. */
    KeyRecipe recipe() {
        KeyRecipe recipe = keyRecipe.map(KeyRecipeRequest::recipe).orElse(KeyRecipe.DEFAULT);
        new RequestKeys(recipe);
        return recipe;
    }
}
