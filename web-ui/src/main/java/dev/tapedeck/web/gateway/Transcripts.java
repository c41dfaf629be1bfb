package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import java.util.Map;

/** Reads calls as conversations, each in the dialect that it was made in. Thread-safe. */
public final class Transcripts {
    private final Map<Dialect, Transcriber> transcribers;

    /** @param transcribers a dialect without one has no conversations */
    public Transcripts(Map<Dialect, Transcriber> transcribers) {
        this.transcribers = Map.copyOf(transcribers);
    }

    /** The call as a conversation; {@link Transcript#EMPTY} if it is none. */
    public Transcript of(ProviderRequest request, Bytes answer) {
        Transcriber transcriber = transcribers.get(request.dialect());
        return transcriber == null ? Transcript.EMPTY : transcriber.transcribe(request, answer);
    }
}
