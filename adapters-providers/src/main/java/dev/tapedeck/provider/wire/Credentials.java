package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import java.util.List;

/** How a dialect presents a configured key to its provider. Pure and thread-safe. */
public interface Credentials {
    /** Every header in which some client brings a key. */
    List<String> KEY_HEADERS = List.of("authorization", "x-api-key", "api-key", "x-goog-api-key");

    /** The request with this key in place of whatever key the client brought. */
    ProviderRequest signed(ProviderRequest request, Secret key);

    /** The request with this header as its only key: all {@link #KEY_HEADERS} of the client are gone. */
    static ProviderRequest withKeyHeader(ProviderRequest request, String name, String value) {
        Headers headers = request.headers()
                .without(field -> KEY_HEADERS.stream().anyMatch(field::is))
                .with(name, value);
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                request.method(),
                request.path(),
                request.query(),
                headers,
                request.body());
    }
}
