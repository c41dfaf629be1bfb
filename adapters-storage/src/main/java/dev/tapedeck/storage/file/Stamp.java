package dev.tapedeck.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * By what a file is known to be the one that was read before.
 *
 * @param identity the file system's own name for it; the file's path where there is none
 */
record Stamp(long size, Instant modifiedAt, Object identity) {
    /** That of the file as it is now, if it is there. */
    static Optional<Stamp> of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object identity = Optional.ofNullable(attributes.fileKey()).orElse(file);
            return Optional.of(
                    new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant(), identity));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }
}
