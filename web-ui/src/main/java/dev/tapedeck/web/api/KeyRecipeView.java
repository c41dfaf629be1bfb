package dev.tapedeck.web.api;

import dev.tapedeck.cassette.KeyRecipe;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What counts in a cassette's request keys. */
record KeyRecipeView(
        int version,

        @Schema(description = "JSON pointers that don't count; `*` matches any member or element.")
        List<String> ignore,

        @Schema(description = "What is replaced in string values before hashing, in order.")
        List<ReplacementView> replace,

        @Schema(description = "Headers that count, lower case.")
        List<String> headers) {

    /** Every match of a regular expression in a string value becomes this text. */
    @Schema(name = "Replacement")
    record ReplacementView(String pattern, String with) {}

    static KeyRecipeView of(KeyRecipe recipe) {
        return new KeyRecipeView(
                recipe.version(),
                recipe.ignore(),
                recipe.replace().stream()
                        .map(replacement -> new ReplacementView(replacement.pattern(), replacement.with()))
                        .toList(),
                recipe.headers());
    }
}
