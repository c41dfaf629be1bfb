package dev.tapedeck.house.seeded.cassette;

import io.vertx.core.buffer.Buffer;

/** A core class that needs a library of the world outside. */
public record CoreThatKnowsVertx(Buffer buffer) {}
