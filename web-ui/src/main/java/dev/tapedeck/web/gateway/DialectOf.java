package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderDirectory;
import java.util.Optional;

/** Tells the dialect of a request: its provider's, or, for a provider that speaks several or none, the path's. */
@FunctionalInterface
public interface DialectOf {
    /** @param provider nothing if the provider is unknown */
    Dialect request(Optional<ProviderDirectory.Entry> provider, String path, Headers headers);
}
