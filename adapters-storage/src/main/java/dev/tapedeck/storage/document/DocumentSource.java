package dev.tapedeck.storage.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document to be read.
 *
 * @param name what messages call it: a file name
 * @param opening opens it at its beginning; a document whose head does not stand first is opened twice
 */
public record DocumentSource(String name, Opening opening) {
    private static final int BUFFER = 1 << 18;

    /** Opens the document at its beginning. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    /** The document in that file. */
    public static DocumentSource of(Path file) {
        Opening opening = () -> new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return new DocumentSource(file.getFileName().toString(), opening);
    }
}
