package dev.tapedeck.cassette;

import dev.tapedeck.exchange.ProviderRequest;

/** x */
public final class RequestKeys {
    public RequestKeys(KeyRecipe r) {}

    public RequestKey keyOf(ProviderRequest r) {
        return RequestKey.ofDigest(new byte[32]);
    }
}
