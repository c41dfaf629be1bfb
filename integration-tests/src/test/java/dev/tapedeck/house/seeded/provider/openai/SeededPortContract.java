package dev.tapedeck.house.seeded.provider.openai;

import dev.tapedeck.house.seeded.exchange.SeededPort;

/** The contract of the seeded port. */
abstract class SeededPortContract {
    abstract SeededPort port();
}
