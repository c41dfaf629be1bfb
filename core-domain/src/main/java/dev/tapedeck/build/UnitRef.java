package dev.tapedeck.build;

/**
 * One unit of a build.
 *
 * @param layer its layer; or a source, whose documents are units that were done from the start
 * @param number from 1, in the order of its inputs
 */
public record UnitRef(String layer, int number) {}
