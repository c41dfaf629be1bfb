package dev.tapedeck.storage.document;

/**
 * Where something stands in a file.
 *
 * @param offset its first byte, counted from the start of the file
 * @param length how many bytes it has
 */
public record Span(long offset, long length) {}
