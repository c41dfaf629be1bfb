package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.storage.document.DocumentSchema;
import dev.tapedeck.storage.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a folder of cassettes. */
final class FolderFiles {
    private FolderFiles() {}

    /** The names of all files but the lock file, sorted. */
    static List<String> names(Path folder) {
        return files(folder).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals(FolderLocks.FILE))
                .toList();
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asserts that there are only documents, each of which is lawful and just what the writer makes of it. */
    static void assertSound(Path folder) {
        assertThat(names(folder)).allMatch(name -> name.endsWith(".json"));
        for (String name : names(folder)) {
            byte[] document = bytes(folder.resolve(name));
            assertThat(DocumentSchema.violations(document)).isEmpty();
            assertThat(document).isEqualTo(Documents.again(document));
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A copy of the folder as it is now, as a crash would leave it. */
    static Path copy(Path folder, Path target) {
        try {
            Files.createDirectories(target);
            for (Path file : files(folder)) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return target;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
