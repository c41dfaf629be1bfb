package dev.tapedeck.web.api;

import dev.tapedeck.run.RunEntry;
import java.util.List;

/** Entries that are there now, as they were numbered. */
record WrittenView(List<RunEntryView> data) {
    WrittenView {
        data = List.copyOf(data);
    }

    static WrittenView of(List<RunEntry> entries) {
        return new WrittenView(entries.stream().map(RunEntryView::of).toList());
    }
}
