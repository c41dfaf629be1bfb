package dev.tapedeck.house.seeded.exchange;

import dev.tapedeck.Port;

/** A port as it should be. */
@Port
public interface SeededPort {
    SeededAnswer ask();

    /** What the port hands out: an adapter may bring its own. */
    interface SeededAnswer {}
}
