package dev.tapedeck.provider.anthropic;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.provider.wire.Credentials;

/** The key as {@code x-api-key}. */
public final class AnthropicCredentials implements Credentials {
    @Override
    public ProviderRequest signed(ProviderRequest request, Secret key) {
        return Credentials.withKeyHeader(request, "x-api-key", key.reveal());
    }
}
