package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** What one pass over a document found, as strict as reading it. */
public sealed interface DocumentScan {
    /** All of it can be read. */
    record Readable(DocumentHead head) implements DocumentScan {}

    /** It is no whole JSON document in UTF-8: damaged or torn. */
    record Corrupt(Failure.Unreadable why) implements DocumentScan {}

    /** It is whole, but not a cassette document of a version that is known here: to be left as it is. */
    record Refused(Failure.Unreadable why) implements DocumentScan {}

    /**
     * Reads the whole document, holding one interaction at a time.
     *
     * @param each is handed the interactions in order; what it was handed counts only if the result is {@link Readable}
     * @throws IOException if the bytes could not be had
     */
    static DocumentScan of(DocumentSource source, Consumer<ScannedInteraction> each) throws IOException {
        try (Tokens json = Tokens.of(source)) {
            try {
                return new Readable(all(DocumentWalk.begin(source, json), each));
            } catch (DocumentFault fault) {
                return fault.corrupt() ? new Corrupt(fault.failure()) : rest(json, new Refused(fault.failure()));
            }
        }
    }

    private static DocumentHead all(DocumentWalk walk, Consumer<ScannedInteraction> each) throws IOException {
        for (Optional<Interaction> next = walk.next(); next.isPresent(); next = walk.next()) {
            each.accept(ScannedInteraction.of(next.get(), walk.span()));
        }
        return walk.head();
    }

    /** What is torn further on is corrupt, whatever it seemed to say before. */
    private static DocumentScan rest(Tokens json, Refused refused) throws IOException {
        try {
            return json.read(all -> {
                all.drain();
                return refused;
            });
        } catch (DocumentFault fault) {
            return fault.corrupt() ? new Corrupt(fault.failure()) : refused;
        }
    }
}
