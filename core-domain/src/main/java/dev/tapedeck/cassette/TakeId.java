package dev.tapedeck.cassette;

/**
 * One recording of a cassette, from the first interaction to the last. A cassette has one current take; a fresh
 * recording fills another beside it, which then replaces it in one step. Unique within a store.
 */
public record TakeId(long value) {}
