package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Dialect;

/** Counts how many tokens a text is for a model. Pure and thread-safe. */
@Port
public interface TokenCounter {
    Count count(Dialect dialect, String model, String text);

    /** @param estimated because nobody knows that model's tokenizer here */
    record Count(long tokens, boolean estimated) {}
}
