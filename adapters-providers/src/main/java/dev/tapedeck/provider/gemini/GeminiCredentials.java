package dev.tapedeck.provider.gemini;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.provider.wire.Credentials;
import java.util.Arrays;
import java.util.Optional;

/** The key as {@code x-goog-api-key}; a client's {@code key} in the query is dropped. */
public final class GeminiCredentials implements Credentials {
    @Override
    public ProviderRequest signed(ProviderRequest request, Secret key) {
        ProviderRequest signed = Credentials.withKeyHeader(request, "x-goog-api-key", key.reveal());
        return new ProviderRequest(
                signed.provider(),
                signed.dialect(),
                signed.method(),
                signed.path(),
                signed.query().flatMap(GeminiCredentials::withoutKey),
                signed.headers(),
                signed.body());
    }

    private static Optional<String> withoutKey(String query) {
        String kept = Arrays.stream(query.split("&"))
                .filter(not(parameter -> parameter.equals("key") || parameter.startsWith("key=")))
                .collect(joining("&"));
        return Optional.of(kept).filter(not(String::isEmpty));
    }
}
