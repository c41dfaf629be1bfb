package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a provider's calls go, and how long they may take.
 *
 * @param settings under which its settings stand, such as {@code tapedeck.providers.openai}; nothing, if it has none
 * @param baseUrl http or https; its path, if any, stands before every call's
 * @param key the key to send in place of the client's own
 * @param credentials how the dialect presents that key
 * @param connectTimeout for a connection, TLS included
 * @param responseTimeout from the request sent to the answer's headers
 * @param idleTimeout between two chunks of an answer
 */
public record Target(
        Optional<String> settings,
        URI baseUrl,
        Optional<Secret> key,
        Credentials credentials,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    public Target {
        String scheme = baseUrl.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "A provider's base-url must be an http or https address with a host; this one isn't.");
        }
    }

    boolean tls() {
        return "https".equals(baseUrl.getScheme());
    }

    String host() {
        return baseUrl.getHost();
    }

    int port() {
        return baseUrl.getPort() >= 0 ? baseUrl.getPort() : tls() ? HTTPS_PORT : HTTP_PORT;
    }

    /** The request target for a call's path and query: the base URL's path stands before it. */
    String requestTarget(String pathAndQuery) {
        String prefix = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        return (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + pathAndQuery;
    }
}
