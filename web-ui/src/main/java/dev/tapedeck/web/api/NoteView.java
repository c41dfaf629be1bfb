package dev.tapedeck.web.api;

import dev.tapedeck.transfer.Note;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something worth knowing about one place; never content. */
record NoteView(
        @Schema(description = "Where, such as `interaction 3`.")
        String place,

        String message) {
    static List<NoteView> of(List<Note> notes) {
        return notes.stream()
                .map(note -> new NoteView(note.place(), note.text()))
                .toList();
    }
}
