package dev.tapedeck.house.seeded.exchange;

import dev.tapedeck.Port;

/** Marked as a port, but a class. */
@Port
public abstract class PortThatIsNoInterface {}
