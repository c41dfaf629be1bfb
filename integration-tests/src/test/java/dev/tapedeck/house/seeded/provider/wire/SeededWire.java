package dev.tapedeck.house.seeded.provider.wire;

/** Something that speaks to providers. */
public record SeededWire(int connections) {}
