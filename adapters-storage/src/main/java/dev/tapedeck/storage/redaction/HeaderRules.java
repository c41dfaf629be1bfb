package dev.tapedeck.storage.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which header fields are worth keeping, and can't hold a credential. Names are compared in lower case. */
final class HeaderRules {
    private static final Set<String> KEPT = Set.of(
            "accept",
            "anthropic-beta",
            "anthropic-version",
            "apim-request-id",
            "cache-control",
            "content-disposition",
            "content-language",
            "content-type",
            "etag",
            "last-modified",
            "link",
            "location",
            "openai-beta",
            "openai-model",
            "openai-processing-ms",
            "openai-version",
            "request-id",
            "retry-after",
            "retry-after-ms",
            "server-timing",
            "x-amzn-requestid",
            "x-envoy-upstream-service-time",
            "x-request-id",
            "x-should-retry");

    private static final List<String> KEPT_BEGINNINGS = List.of("x-ratelimit-", "ratelimit-", "anthropic-ratelimit-");
    private static final List<String> KEPT_ENDINGS = List.of("-request-id", "-processing-ms");

    /** Not kept whatever else the name says. */
    private static final List<String> NEVER =
            List.of("authorization", "api-key", "apikey", "token", "secret", "cookie", "credential", "password");

    private HeaderRules() {}

    static boolean keeps(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (KEPT_BEGINNINGS.stream().anyMatch(lower::startsWith)) {
            return looksHarmless(lower.replace("tokens", ""));
        }
        return KEPT.contains(lower) || (KEPT_ENDINGS.stream().anyMatch(lower::endsWith) && looksHarmless(lower));
    }

    private static boolean looksHarmless(String name) {
        return NEVER.stream().noneMatch(name::contains);
    }
}
