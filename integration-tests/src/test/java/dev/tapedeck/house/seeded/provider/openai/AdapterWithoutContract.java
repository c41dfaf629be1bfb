package dev.tapedeck.house.seeded.provider.openai;

import dev.tapedeck.house.seeded.exchange.SeededPort;

/** An adapter that no contract test knows. */
public final class AdapterWithoutContract implements SeededPort {
    /** Its own answer, as it should be. */
    private record Silence() implements SeededAnswer {}

    @Override
    public SeededAnswer ask() {
        return new Silence();
    }
}
