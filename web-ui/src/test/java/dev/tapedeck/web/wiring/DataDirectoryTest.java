package dev.tapedeck.web.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    private static String mode(Path directory) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    }

    @Test
    void aNewDataFolderIsShutToOthers() throws IOException {
        Path data = folder.resolve("new/data");

        DataDirectory.make(data);

        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(DataDirectory.warning(data)).isEmpty();
    }

    @Test
    void oneThatIsThereStaysAsItIsAndIsWarnedAboutIfOthersMayEnterIt() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        DataDirectory.make(folder);

        assertThat(mode(folder)).isEqualTo("rwxr-x---");
        assertThat(DataDirectory.warning(folder))
                .hasValueSatisfying(warning -> assertThat(warning).contains("rwxr-x---", "chmod 700 " + folder));
    }

    @Test
    void oneThatCantBeMadeIsToldOfWithTheSetting() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DataDirectory.make(file))
                .withMessageContainingAll(file.toString(), "tapedeck.data-directory");
    }
}
