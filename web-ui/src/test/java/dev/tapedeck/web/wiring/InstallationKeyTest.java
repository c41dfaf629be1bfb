package dev.tapedeck.web.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeyTest {
    @TempDir
    Path folder;

    @Test
    void aKeyIsMadeOnce() {
        // When
        byte[] made = InstallationKey.in(folder);

        // Then
        assertThat(made).hasSize(32);
        assertThat(InstallationKey.in(folder)).isEqualTo(made);
        assertThat(folder).isDirectoryContaining("glob:**installation.key");
    }

    @Test
    void aKeyThatWasLeftEmptyOrHalfMadeIsMadeAnew() throws IOException {
        // Given
        Files.createFile(folder.resolve("installation.key"));
        Files.write(folder.resolve("installation.key.new"), new byte[7]);

        // Then
        assertThat(InstallationKey.in(folder)).hasSize(32);
    }
}
