package dev.tapedeck.exchange;

import dev.tapedeck.Port;
import java.util.Optional;

/** Knows what the operations of one dialect are. Pure and thread-safe. */
@Port
public interface Operations {
    /**
     * What this request does. {@code GET} and {@code HEAD} are safe (RFC 9110, section 9.2.1), and so is inference;
     * whatever else isn't known is an effect.
     */
    Effect effectOf(ProviderRequest request);

    /**
     * Whether this is a call of the provider's batch API: about batches, or the files that they are made of. It has a
     * policy and a circuit of its own.
     */
    boolean isOfBatches(ProviderRequest request);

    /** The model that is asked for, if the request names one. Reads the body: only ask when it matters. */
    Optional<String> modelOf(ProviderRequest request);

    /** A reader for the beginning of one event stream of this dialect. */
    StreamOpening opening();
}
