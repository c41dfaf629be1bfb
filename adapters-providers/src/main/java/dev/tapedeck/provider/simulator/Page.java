package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.ProviderRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A part of a list.
 *
 * @param more whether there are further entries behind it
 */
record Page<T>(List<T> entries, boolean more) {
    private static final int USUAL = 20;
    private static final Pattern COUNT = Pattern.compile("\\d{1,5}");

    /** The part of a list that this request asks for: behind an entry, and of so many. */
    static <T> Page<T> of(List<T> list, Function<T, String> id, ProviderRequest request, String cursor) {
        int limit = parameter(request, "limit")
                .filter(count -> COUNT.matcher(count).matches())
                .map(Integer::valueOf)
                .orElse(USUAL);
        List<T> rest = parameter(request, cursor)
                .map(after -> list.stream()
                        .dropWhile(entry -> !id.apply(entry).equals(after))
                        .skip(1)
                        .toList())
                .orElse(list);
        return new Page<>(rest.stream().limit(limit).toList(), rest.size() > limit);
    }

    static Optional<String> parameter(ProviderRequest request, String name) {
        return request.query().stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .findFirst();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }
}
