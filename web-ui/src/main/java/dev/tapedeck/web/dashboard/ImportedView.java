package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.ImportReport;
import dev.tapedeck.transfer.Note;
import java.util.List;
import java.util.stream.Stream;

/** What came of the files of a form. */
public record ImportedView(List<FileRow> files) {
    public ImportedView {
        files = List.copyOf(files);
    }

    public long imported() {
        return files.size() - refused();
    }

    public long refused() {
        return files.stream().filter(file -> !file.refused().isEmpty()).count();
    }

    /**
     * One file.
     *
     * @param refused why it was not imported, or nothing
     * @param cassette where it is now, or nothing
     */
    public record FileRow(String file, String refused, String cassette, String format, int imported, List<Note> notes) {
        public FileRow {
            notes = List.copyOf(notes);
        }

        static FileRow of(String file, ImportReport report) {
            return new FileRow(
                    file,
                    "",
                    report.kept() ? report.cassette().value() : "",
                    report.format(),
                    report.imported(),
                    Stream.concat(report.skipped().stream(), report.warnings().stream())
                            .toList());
        }

        static FileRow of(String file, Failure failure) {
            return new FileRow(file, failure.message(), "", "", 0, List.of());
        }
    }
}
