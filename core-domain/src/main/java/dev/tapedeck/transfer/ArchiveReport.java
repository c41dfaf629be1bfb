package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Failure;
import java.util.List;

/** What came of each file of an archive, in its order. */
public record ArchiveReport(List<FileReport> files) {
    public ArchiveReport {
        files = List.copyOf(files);
    }

    /** One file: brought in, or not. */
    public sealed interface FileReport {
        /** The name as the archive has it. */
        String file();

        record Imported(String file, ImportReport report) implements FileReport {}

        record Refused(String file, Failure failure) implements FileReport {}
    }

    public long imported() {
        return files.stream().filter(FileReport.Imported.class::isInstance).count();
    }
}
