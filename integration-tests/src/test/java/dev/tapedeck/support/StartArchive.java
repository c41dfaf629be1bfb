package dev.tapedeck.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The classes that a start loads, as the virtual machine archives them when a process ends in good order (JEP 350). */
final class StartArchive {
    private static Optional<Path> archive = Optional.empty();

    private StartArchive() {}

    /** The options that use the archive and compile less; the first call makes it. */
    static synchronized List<String> options() {
        Path file = archive.orElseGet(StartArchive::made);
        archive = Optional.of(file);
        return options("-XX:SharedArchiveFile=" + file);
    }

    private static List<String> options(String archiving) {
        return List.of("-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=error:stderr", archiving);
    }

    private static Path made() {
        try {
            Path file = Files.createTempFile("tapedeck-start-", ".jsa");
            file.toFile().deleteOnExit();
            TapedeckProcess.Settings training = TapedeckProcess.settings();
            options("-XX:ArchiveClassesAtExit=" + file).forEach(training::option);
            try (TapedeckProcess process = training.start()) {
                process.stop();
            }
            return file;
        } catch (IOException noFile) {
            throw new UncheckedIOException(noFile);
        }
    }
}
