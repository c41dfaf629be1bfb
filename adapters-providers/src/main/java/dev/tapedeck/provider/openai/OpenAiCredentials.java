package dev.tapedeck.provider.openai;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.provider.wire.Credentials;

/** The key as {@code Authorization: Bearer}. */
public final class OpenAiCredentials implements Credentials {
    @Override
    public ProviderRequest signed(ProviderRequest request, Secret key) {
        return Credentials.withKeyHeader(request, "Authorization", "Bearer " + key.reveal());
    }
}
