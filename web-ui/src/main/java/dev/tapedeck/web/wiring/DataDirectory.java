package dev.tapedeck.web.wiring;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** The folder that holds everything that Tapedeck writes. Prompts are in it, so it is shut to other users. */
final class DataDirectory {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> ENTERED_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private DataDirectory() {}

    /** Makes it for its owner only, where the file system knows owners; one that is there stays as it is. */
    static void make(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Path absolute = directory.toAbsolutePath();
                Files.createDirectories(
                        Optional.ofNullable(absolute.getParent()).orElse(absolute));
                makeOne(absolute);
            }
        } catch (IOException unwritable) {
            throw unusable(directory, unwritable);
        }
    }

    private static void makeOne(Path directory) throws IOException {
        try {
            if (knowsOwners(directory)) {
                Files.createDirectory(directory, OWNER_ONLY);
            } else {
                Files.createDirectory(directory);
            }
        } catch (FileAlreadyExistsException made) {
            if (!Files.isDirectory(directory)) {
                throw made;
            }
        }
    }

    static boolean knowsOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static ConfigurationException unusable(Path directory, IOException why) {
        return new ConfigurationException(
                "The data folder %s can't be used (%s: %s). Set tapedeck.data-directory to a folder that can be written."
                        .formatted(directory, why.getClass().getSimpleName(), why.getMessage()));
    }

    /** What to tell whoever runs Tapedeck, if other users may enter the folder. */
    static Optional<String> warning(Path directory) {
        try {
            if (!knowsOwners(directory)) {
                return Optional.empty();
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
            return Collections.disjoint(mode, ENTERED_BY_OTHERS)
                    ? Optional.empty()
                    : Optional.of(
                            "Other users of this machine may enter the data folder %s (%s), and read prompts in it. To shut it: chmod 700 %s"
                                    .formatted(directory, PosixFilePermissions.toString(mode), directory));
        } catch (IOException unreadable) {
            throw unusable(directory, unreadable);
        }
    }
}
