package dev.tapedeck.exchange;

import dev.tapedeck.Port;

/** Reads one dialect's bodies as a conversation. Pure and thread-safe. */
@Port
public interface Transcriber {
    /**
     * The call as a conversation. Never fails: what can't be read as one is left out, down to
     * {@link Transcript#EMPTY}; so is what is cut off at the end of a broken stream.
     *
     * @param request the request, as recorded
     * @param answer the whole body of the answer, chunks joined; server-sent events or JSON
     */
    Transcript transcribe(ProviderRequest request, Bytes answer);
}
