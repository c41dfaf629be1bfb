package dev.tapedeck.house.seeded.storage.memory;

import dev.tapedeck.house.seeded.web.gateway.DoorWithItsOwnWire;

/** A store that knows the door. */
public record StoreThatKnowsTheWeb(DoorWithItsOwnWire door) {}
