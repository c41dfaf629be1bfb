package dev.tapedeck.house.seeded.exchange;

import java.util.Optional;

/** Holds a key as text, if in a wrapping. */
public record SecretAsString(Optional<String> apiKey) {}
