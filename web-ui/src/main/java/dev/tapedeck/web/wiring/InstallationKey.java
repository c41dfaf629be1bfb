package dev.tapedeck.web.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            if (Files.notExists(file) || Files.size(file) == 0) {
                make(file);
            }
            return Files.readAllBytes(file);
        } catch (IOException unwritable) {
            throw DataDirectory.unusable(dataDirectory, unwritable);
        }
    }

    /** Whole or not at all, whatever happens meanwhile: part of a key would be another key. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path made = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(made);
        Files.write(ownersOnly(made), key);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path ownersOnly(Path file) throws IOException {
        return DataDirectory.knowsOwners(file)
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }
}
