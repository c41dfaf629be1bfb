package dev.tapedeck.house.seeded.provider.openai;

import dev.tapedeck.house.seeded.exchange.SeededPort;

/** An adapter held to its contract: no rule complains of it. */
public final class AdapterWithContract implements SeededPort {
    private record Echo() implements SeededAnswer {}

    @Override
    public SeededAnswer ask() {
        return new Echo();
    }
}
