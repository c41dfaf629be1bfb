package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderName;

/**
 * Whose call a recorded one was.
 *
 * @param path below the provider's base URL, beginning with a slash
 * @param configured whether there is such a provider; else its name was made of the URL's host
 */
record Addressee(ProviderName provider, Dialect dialect, String path, boolean configured) {}
