package dev.tapedeck.web.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The key that makes the marks of redacted values this installation's own: a file in the data folder, made once. */
final class InstallationKey {
    private static final String FILE = "installation.key";
    private static final int BYTES = 32;

    private InstallationKey() {}

    static byte[] in(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return Files.readAllBytes(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The data folder %s can't be used. Set tapedeck.data-directory to a folder that can be written."
                            .formatted(dataDirectory),
                    unwritable);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        try {
            Files.write(ownersOnly(file), key);
        } catch (FileAlreadyExistsException madeByAnother) {
            // another process was faster: its key is the one
        }
    }

    private static Path ownersOnly(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }
}
