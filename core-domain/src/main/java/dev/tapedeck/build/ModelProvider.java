package dev.tapedeck.build;

import dev.tapedeck.exchange.Dialect;
import java.util.Optional;

/**
 * What a layer's model is reached by.
 *
 * @param batches its batch API, if it has one and the configuration allows it
 */
public record ModelProvider(Dialect dialect, Completions completions, Optional<BatchProvider> batches) {}
