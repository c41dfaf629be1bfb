package dev.tapedeck.web.api;

import dev.tapedeck.transfer.ArchiveReport.FileReport;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One file of an archive: brought in, or not. */
record ArchivedFileView(
        @Schema(description = "Its name in the archive.") String file,

        @Schema(description = "What came of it.") Optional<ImportView> report,

        @Schema(description = "Why it was not brought in, if it was not.")
        Optional<FileProblemView> problem) {
    /** @param type as in an error of its own: {@code urn:tapedeck:problem:…} */
    @Schema(name = "FileProblem")
    record FileProblemView(String type, String detail) {}

    static ArchivedFileView of(FileReport file) {
        return switch (file) {
            case FileReport.Imported(String name, var report) ->
                new ArchivedFileView(name, Optional.of(ImportView.of(report)), Optional.empty());
            case FileReport.Refused(String name, var failure) ->
                new ArchivedFileView(
                        name,
                        Optional.empty(),
                        Optional.of(new FileProblemView(
                                FailureProblem.of(failure).type().toString(), failure.message())));
        };
    }
}
