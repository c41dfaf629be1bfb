package dev.tapedeck.house.seeded.exchange;

import dev.tapedeck.house.seeded.cassette.SeededTape;

/** The topmost room, leaning on one below. */
public record LeansDownOnCassettes(SeededTape tape) {}
