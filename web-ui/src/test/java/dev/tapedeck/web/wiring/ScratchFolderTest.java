package dev.tapedeck.web.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchFolderTest {
    @Test
    void whatACrashLeftIsGoneAtTheNextStart(@TempDir Path data) throws IOException {
        // Given
        Path left = ScratchFolder.in(data, "batches").resolve("batch-1.jsonl");
        Files.writeString(left, "half a batch");

        // When
        Path folder = ScratchFolder.in(data, "batches");

        // Then
        assertThat(folder).isEqualTo(data.resolve("batches")).isEmptyDirectory();
    }
}
