package dev.tapedeck.house.seeded.cassette;

/** Something in the lowest core room. */
public record SeededTape(int size) {}
