package dev.tapedeck.provider.generic;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.provider.wire.Credentials;

/** The key as {@code Authorization: Bearer}, as most APIs want it. */
public final class GenericCredentials implements Credentials {
    @Override
    public ProviderRequest signed(ProviderRequest request, Secret key) {
        return Credentials.withKeyHeader(request, "Authorization", "Bearer " + key.reveal());
    }
}
