package dev.tapedeck.web.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tapedeck.transfer.ImportReport;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of importing one file.
 *
 * @param created whether the cassette was made for it; told by the status
 */
record ImportView(
        @Schema(
                description =
                        "The cassette. If all records of the file were skipped, it is as it was before, or not there.")
        String cassette,

        @JsonIgnore @Schema(hidden = true) boolean created,

        @Schema(description = "The format that was found, such as `vcr` or `har`.")
        String format,

        @Schema(description = "How many interactions were brought in.")
        int imported,

        @Schema(description = "What was not brought in, and why; the first 100.")
        List<SkippedView> skipped,

        @Schema(description = "What may be otherwise than expected; the first 100.")
        List<NoteView> warnings) {
    static ImportView of(ImportReport report) {
        return new ImportView(
                report.cassette().value(),
                report.created(),
                report.format(),
                report.imported(),
                SkippedView.of(report.skipped()),
                NoteView.of(report.warnings()));
    }
}
