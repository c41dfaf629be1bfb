package dev.tapedeck.provider.sse;

import static java.util.function.Predicate.not;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.JsonScan;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The model that a request names. Never fails, whatever the request is. */
public final class AskedModel {
    private AskedModel() {}

    /** The member {@code model} of a JSON body, if it is a text; the body is read no further than that. */
    public static Optional<String> inBody(ProviderRequest request) {
        return JsonScan.topLevelText(request.body().array(), "model").filter(not(String::isBlank));
    }

    /** The first group of the pattern where the path first matches, percent-decoded. */
    public static Optional<String> inPath(String path, Pattern pattern) {
        return Optional.of(pattern.matcher(path)).filter(Matcher::find).map(matcher -> decoded(matcher.group(1)));
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }
}
