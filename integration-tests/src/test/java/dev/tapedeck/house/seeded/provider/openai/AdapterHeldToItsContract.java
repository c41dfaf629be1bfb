package dev.tapedeck.house.seeded.provider.openai;

import dev.tapedeck.house.seeded.exchange.SeededPort;

/** Stands for the test that extends the contract. */
final class AdapterHeldToItsContract extends SeededPortContract {
    @Override
    SeededPort port() {
        return new AdapterWithContract();
    }
}
