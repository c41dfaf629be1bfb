package dev.tapedeck.pipeline;

/**
 * Why a pipeline can't be run.
 *
 * @param line in its text, from 1
 * @param pointer where, as a JSON Pointer (RFC 6901), such as {@code /layers/0/model}
 * @param message what is wrong, and the way out
 */
public record PipelineProblem(int line, String pointer, String message) {}
