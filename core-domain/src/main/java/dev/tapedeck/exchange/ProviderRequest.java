package dev.tapedeck.exchange;

import java.util.Optional;

/**
 * One request as a client sent it, bytes unchanged.
 *
 * @param provider where it goes
 * @param dialect whose wire format it is in
 * @param method the HTTP method, upper case
 * @param path the path below the provider's base URL, percent-encoded as sent, beginning with a slash
 * @param query the query as sent, without the question mark
 * @param headers end-to-end headers; none of the hop, none of Tapedeck's but {@code Tapedeck-Simulate}
 * @param body the body, empty if there is none
 */
public record ProviderRequest(
        ProviderName provider,
        Dialect dialect,
        String method,
        String path,
        Optional<String> query,
        Headers headers,
        Bytes body) {

    /** Path and query, as they stand in a request line. */
    public String target() {
        return query.map(q -> path + "?" + q).orElse(path);
    }
}
