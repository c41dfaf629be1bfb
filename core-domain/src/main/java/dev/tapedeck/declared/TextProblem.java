package dev.tapedeck.declared;

/**
 * What is wrong with a text in which something is declared.
 *
 * @param line in the text, from 1
 * @param pointer where, as a JSON Pointer (RFC 6901), such as {@code /layers/0/model}
 * @param message what is wrong, and the way out
 */
public record TextProblem(int line, String pointer, String message) {}
