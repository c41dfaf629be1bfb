package dev.tapedeck.build;

import dev.tapedeck.exchange.Dialect;
import java.util.Optional;

/**
 * What a layer's model is reached by.
 *
 * @param batches its batch API, if it has one and the configuration allows it
 * @param batchTokens how many tokens of input one batch may hold, if the provider lets only so many wait: the next batch of
 *     a layer is sent when the one before has ended
 */
public record ModelProvider(
        Dialect dialect, Completions completions, Optional<BatchProvider> batches, Optional<Long> batchTokens) {
    /** One that lets any number of tokens wait. */
    public ModelProvider(Dialect dialect, Completions completions, Optional<BatchProvider> batches) {
        this(dialect, completions, batches, Optional.empty());
    }
}
