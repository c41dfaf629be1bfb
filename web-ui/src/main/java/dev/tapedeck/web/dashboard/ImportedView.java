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

        /** In the words of the form, where those of the API wouldn't help. */
        private static final String HELD =
                "A cassette of this name holds recordings already, and they were left alone. To bring the file in, send it again and choose “replace it” or “add to it”, or give it another name.";

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
            return new FileRow(
                    file, failure instanceof Failure.Conflict ? HELD : failure.message(), "", "", 0, List.of());
        }
    }
}
