package dev.tapedeck.web.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files on their way, and for nothing else: what a crash left there is deleted at the start. */
final class ScratchFolder {
    private ScratchFolder() {}

    /** The folder of that name, made and empty. */
    static Path in(Path dataDirectory, String name) {
        Path folder = dataDirectory.resolve(name);
        DataDirectory.make(folder);
        try {
            for (Path left : files(folder)) {
                Files.delete(left);
            }
            return folder;
        } catch (IOException unwritable) {
            throw DataDirectory.unusable(folder, unwritable);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
