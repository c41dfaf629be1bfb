package dev.tapedeck.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a take's interactions are.
 *
 * @param stamp the document that the take's index was made of; empty if the journal holds the whole take
 */
record TakeFiles(Path document, Optional<Stamp> stamp, Path journal) {
    boolean documentIsTheSame() throws IOException {
        return stamp.isEmpty() || Stamp.of(document).equals(stamp);
    }
}
