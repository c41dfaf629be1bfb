package dev.tapedeck.transfer;

import dev.tapedeck.cassette.CassetteName;
import java.util.List;

/**
 * What came of bringing in one file.
 *
 * @param created whether the cassette was made for it
 * @param format the id of the format found
 * @param imported how many interactions were brought in
 * @param skipped what was not, and why; the first of them
 * @param warnings what is otherwise than one might expect; the first of them
 */
public record ImportReport(
        CassetteName cassette, boolean created, String format, int imported, List<Note> skipped, List<Note> warnings) {
    public ImportReport {
        skipped = List.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }

    /** Whether the cassette is now as the file says; otherwise it is as it was before, or not there. */
    public boolean kept() {
        return imported > 0 || skipped.isEmpty();
    }
}
