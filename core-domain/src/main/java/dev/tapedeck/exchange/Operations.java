package dev.tapedeck.exchange;

import dev.tapedeck.Port;

/** Knows what the operations of a dialect do. Thread-safe; never blocks. */
@Port
public interface Operations {
    /**
     * What this request does. {@code GET} and {@code HEAD} are safe (RFC 9110, section 9.2.1), and so is inference;
     * whatever else isn't known is an effect.
     */
    Effect effectOf(ProviderRequest request);
}
