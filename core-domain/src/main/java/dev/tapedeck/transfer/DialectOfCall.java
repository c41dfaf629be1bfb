package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderDirectory;

/** Tells the dialect of a call to a configured provider, as the door tells it when the call is replayed. */
@FunctionalInterface
public interface DialectOfCall {
    Dialect of(ProviderDirectory.Entry provider, String path, Headers headers);
}
