package dev.tapedeck.house.seeded.web.wiring;

import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Provider;

/** Wiring that doesn't only make a provider, but calls it. */
public record WiringThatCalls(Provider provider) {
    public int status(Call call) {
        return provider.exchange(call).status();
    }
}
