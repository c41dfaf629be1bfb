package dev.tapedeck.web.api;

import dev.tapedeck.transfer.ArchiveReport;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of importing an archive. */
record ArchiveView(
        @Schema(description = "How many files were brought in.")
        long imported,

        @Schema(description = "How many were not.") long refused,

        @Schema(description = "One entry for each file, in the order of the archive.")
        List<ArchivedFileView> files) {
    static ArchiveView of(ArchiveReport report) {
        return new ArchiveView(
                report.imported(),
                report.files().size() - report.imported(),
                report.files().stream().map(ArchivedFileView::of).toList());
    }
}
