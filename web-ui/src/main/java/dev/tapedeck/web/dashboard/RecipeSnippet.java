package dev.tapedeck.web.dashboard;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key recipe as JSON, ready to make a cassette with. */
final class RecipeSnippet {
    private RecipeSnippet() {}

    /**
     * The recipe, changed so that the places in the body don't count at which a recording differs; nothing if it
     * differs in something that always counts, such as the path.
     */
    static String ignoring(KeyRecipe recipe, Nearest nearest) {
        List<String> places =
                nearest.differences().stream().map(Nearest.Difference::place).toList();
        boolean inBody = !places.isEmpty() && places.stream().allMatch(place -> place.startsWith("/"));
        if (!inBody) {
            return "";
        }
        List<String> ignore = Stream.concat(recipe.ignore().stream(), places.stream())
                .distinct()
                .toList();
        return json(new KeyRecipe(KeyRecipe.VERSION, ignore, recipe.replace(), recipe.headers()));
    }

    private static String json(KeyRecipe recipe) {
        return """
                "keyRecipe": {
                  "version": %d,
                  "ignore": [%s],
                  "replace": [%s],
                  "headers": [%s]
                }""".formatted(
                        recipe.version(),
                        joined(recipe.ignore().stream().map(RecipeSnippet::quoted)),
                        joined(recipe.replace().stream()
                                .map(each -> "{ \"pattern\": %s, \"with\": %s }"
                                        .formatted(quoted(each.pattern()), quoted(each.with())))),
                        joined(recipe.headers().stream().map(RecipeSnippet::quoted)));
    }

    private static String joined(Stream<String> values) {
        return values.collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
