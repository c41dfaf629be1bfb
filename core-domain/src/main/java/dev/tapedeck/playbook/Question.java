package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.Output;

/**
 * What a model is asked.
 *
 * @param asker who asks, for messages
 * @param params further members of the request: an object of canonical JSON
 * @param output what is taken for an answer
 */
record Question(String asker, ProviderName provider, String model, Bytes params, String prompt, Output output) {}
