package dev.tapedeck.cassette;

import dev.tapedeck.cassette.KeyRecipe.Replacement;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.json.Edits;
import dev.tapedeck.json.JsonPointer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * A key recipe that was checked and made ready.
 *
 * @param dropping the places that don't count; strings stay as they are
 * @param rules what is replaced in strings
 * @param headers names of headers that count, lower case, sorted, each once
 */
record CompiledRecipe(int version, Edits dropping, List<RewritingRule> rules, List<String> headers) {
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_ENTRIES = 100;
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]{1,128}");

    /** @throws FailedCall rejected as {@link Failure.Invalid}, with the place in the recipe */
    static CompiledRecipe of(KeyRecipe recipe) {
        require(recipe.version() == KeyRecipe.VERSION, "/version", "is not known here: use " + KeyRecipe.VERSION);
        List<JsonPointer> dropped = each("/ignore", recipe.ignore(), CompiledRecipe::pointer);
        List<RewritingRule> rules = each("/replace", recipe.replace(), CompiledRecipe::rule);
        List<String> headers = each("/headers", recipe.headers(), CompiledRecipe::header);
        return new CompiledRecipe(
                recipe.version(),
                new Edits(dropped, Edits.UNCHANGED),
                rules,
                headers.stream().sorted().distinct().toList());
    }

    /** What is changed in one body of that many bytes: to be used for that body only. */
    Edits edits(int bodyLength) {
        return rules.isEmpty() ? dropping : dropping.rewriting(new Rewriting(rules, bodyLength));
    }

    private static <A, B> List<B> each(String place, List<A> entries, BiFunction<String, A, B> check) {
        require(entries.size() <= MAX_ENTRIES, place, "has over " + MAX_ENTRIES + " entries");
        return IntStream.range(0, entries.size())
                .mapToObj(index -> check.apply(place + "/" + index, entries.get(index)))
                .toList();
    }

    private static JsonPointer pointer(String place, String text) {
        try {
            return JsonPointer.parse(text);
        } catch (JsonPointer.Malformed malformed) {
            throw invalid(place, "is no JSON pointer: " + malformed.getMessage());
        }
    }

    private static RewritingRule rule(String place, Replacement replacement) {
        require(replacement.pattern().length() <= MAX_LENGTH, place, "has a pattern of over 1,000 characters");
        require(replacement.with().length() <= MAX_LENGTH, place, "has a text of over 1,000 characters");
        require(isWellFormed(replacement.with()), place, "has a text with half a surrogate pair");
        return new RewritingRule(pattern(place, replacement.pattern()), replacement.with());
    }

    private static Pattern pattern(String place, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw invalid(
                    place,
                    "has no regular expression: %s at character %d"
                            .formatted(wrong.getDescription(), wrong.getIndex()));
        }
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static String header(String place, String name) {
        require(HEADER_NAME.matcher(name).matches(), place, "is no header name");
        return name;
    }

    private static void require(boolean kept, String place, String fault) {
        if (!kept) {
            throw invalid(place, fault);
        }
    }

    private static FailedCall invalid(String place, String fault) {
        String message = "The key recipe is wrong: %s %s.".formatted(place, fault);
        return FailedCall.rejected(new Failure.Invalid("recipe", message));
    }
}
