package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Headers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the redactor of the keys that clients bring, so that they are found wherever they turn up. */
public final class ClientKeys {
    private static final List<String> HEADERS = List.of("authorization", "x-api-key", "api-key", "x-goog-api-key");
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:bearer|basic)\\s+");
    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)(?:key|api_key|api-key|access_token)=([^&]+)");

    private final Consumer<String> remember;

    /** @param remember takes each key; must be cheap for one that it knows */
    public ClientKeys(Consumer<String> remember) {
        this.remember = remember;
    }

    void seen(Headers headers, Optional<String> query) {
        for (String name : HEADERS) {
            headers.first(name)
                    .map(value -> SCHEME.matcher(value).replaceFirst(""))
                    .ifPresent(remember);
        }
        query.map(IN_QUERY::matcher)
                .filter(Matcher::find)
                .map(key -> key.group(1))
                .ifPresent(remember);
    }
}
