package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.storage.document.DocumentReader;
import dev.tapedeck.storage.document.DocumentSource;
import dev.tapedeck.storage.document.DocumentWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents of a folder. */
final class Documents {
    private Documents() {}

    /** Asserts that the folder holds documents and a lock file only, and that each is what the writer makes of it. */
    static void assertSound(Path folder) throws IOException {
        List<Path> documents = files(folder).stream()
                .filter(file -> !file.endsWith(FolderLocks.FILE))
                .toList();
        assertThat(documents).allMatch(file -> file.toString().endsWith(".json"));
        for (Path document : documents) {
            assertThat(Files.readString(document)).isEqualTo(rewritten(document));
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String rewritten(Path document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DocumentReader reader = DocumentReader.open(DocumentSource.of(document))) {
            DocumentWriter writer =
                    new DocumentWriter(bytes, reader.head().name(), reader.head().recipe());
            for (Optional<Interaction> next = reader.next(); next.isPresent(); next = reader.next()) {
                writer.add(next.get());
            }
            writer.end();
        }
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
