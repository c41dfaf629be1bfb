package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Interaction;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads one document, an interaction at a time, and refuses what it doesn't know. Members may stand in any order. Every
 * method throws {@link dev.tapedeck.exchange.FailedCall} rejected as {@code Unreadable} for a document that can't be
 * read: its message names the document, line, column and member. An IOException means that the bytes could not be had.
 * Used by one thread.
 */
public final class DocumentReader implements AutoCloseable {
    private final Tokens json;
    private final DocumentWalk walk;

    private DocumentReader(Tokens json, DocumentWalk walk) {
        this.json = json;
        this.walk = walk;
    }

    /** Opens a document and reads its head. */
    public static DocumentReader open(DocumentSource source) throws IOException {
        Tokens json = Tokens.of(source);
        boolean opened = false;
        try {
            DocumentReader reader = new DocumentReader(json, DocumentWalk.begin(source, json));
            opened = true;
            return reader;
        } catch (DocumentFault fault) {
            throw fault.rejected();
        } finally {
            if (!opened) {
                json.close();
            }
        }
    }

    public DocumentHead head() {
        return walk.head();
    }

    /** The next interaction; empty when all were read and nothing was wrong up to the end. */
    public Optional<Interaction> next() throws IOException {
        try {
            return walk.next();
        } catch (DocumentFault fault) {
            throw fault.rejected();
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
