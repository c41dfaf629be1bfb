package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Layer;
import java.util.Set;

/** Makes requests to models in one dialect, and reads their answers strictly. Pure and thread-safe. */
@Port
public interface Completions {
    /** What this dialect has. */
    Set<Endpoint> endpoints();

    /**
     * The request that asks a layer's model this. The same bytes for the same input for ever: members in the order of
     * canonical JSON, without those headers that only a key needs. A member of the layer's {@code params} wins over what
     * would stand there else, but none can stand for the model, the prompt, or an answer in pieces.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Invalid}, if the dialect has no such endpoint, the params hold such a
     *     member, or the prompt is no text; the message names the layer
     */
    ProviderRequest compose(Layer layer, String prompt);

    /** What an answer says. Never fails: what can't be read is {@link Reply.Unreadable}. */
    Reply read(Endpoint endpoint, int status, Bytes body);
}
