package dev.tapedeck.web.api;

import dev.tapedeck.transfer.Note;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of a file that was not brought in. */
record SkippedView(
        @Schema(description = "Where in the file.") String place, String reason) {
    static List<SkippedView> of(List<Note> notes) {
        return notes.stream()
                .map(note -> new SkippedView(note.place(), note.text()))
                .toList();
    }
}
