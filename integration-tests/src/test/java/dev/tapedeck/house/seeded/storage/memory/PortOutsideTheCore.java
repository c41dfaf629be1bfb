package dev.tapedeck.house.seeded.storage.memory;

import dev.tapedeck.Port;

/** A port, but not in the core. */
@Port
public interface PortOutsideTheCore {}
