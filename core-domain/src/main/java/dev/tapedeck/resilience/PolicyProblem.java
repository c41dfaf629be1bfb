package dev.tapedeck.resilience;

import dev.tapedeck.json.JsonPointer;

/**
 * Something in the configured or stored policies that is not used.
 *
 * @param service whose policy it is, as it was given; empty if it is about all
 * @param at where in the layer's JSON
 * @param message for people; holds no value that was given
 * @param source the layer
 */
public record PolicyProblem(String service, JsonPointer at, String message, PolicyLayer source) {}
