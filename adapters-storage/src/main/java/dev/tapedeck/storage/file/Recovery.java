package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Folds a journal that a crash had left into its document. Stopped at any point and begun again, it comes to the same
 * end.
 */
final class Recovery {
    private final Folder folder;
    private final Time time;
    private final Consumer<FolderEvent> events;

    Recovery(Folder folder, Time time, Consumer<FolderEvent> events) {
        this.folder = folder;
        this.time = time;
        this.events = events;
    }

    /**
     * Recovers one cassette. To be called while its lock is held.
     *
     * @param document the document as it is: readable or missing
     */
    void recover(CassetteName name, OpenedDocument document) throws IOException {
        Path journal = folder.journal(name);
        boolean damaged;
        try (Bodies bodies = new Bodies(folder.document(name), journal)) {
            Replay.Result replayed = Replay.of(journal, bodies, indexOf(document));
            damaged = isDamaged(name, replayed.extent());
            if (replayed.deleted()) {
                finishDeletion(name);
            } else if (replayed.recipe().isPresent()) {
                fold(name, recipeOf(document).orElse(replayed.recipe().get()), replayed, bodies);
            }
        }
        if (damaged) {
            setAside(name, journal);
        } else {
            folder.disk().delete(journal);
        }
        folder.force();
    }

    /** Whether more is wrong than that the end is torn; a torn end is told of. */
    private boolean isDamaged(CassetteName name, JournalReader.Extent extent) throws IOException {
        if (!extent.torn()) {
            return false;
        }
        boolean damaged = JournalReader.isDamaged(folder.journal(name), extent);
        if (!damaged) {
            events.accept(new FolderEvent.Cut(name, extent.size() - extent.to()));
        }
        return damaged;
    }

    private void setAside(CassetteName name, Path journal) throws IOException {
        Path aside = folder.aside(name, time.now());
        folder.disk().move(journal, aside);
        events.accept(
                new FolderEvent.SetAside(
                        name,
                        aside,
                        "the journal is damaged before its end; what stands before that is in the document, what comes after is kept in this file only"));
    }

    private void finishDeletion(CassetteName name) throws IOException {
        folder.disk().delete(folder.document(name));
        folder.force();
        events.accept(new FolderEvent.Deleted(name));
    }

    private void fold(CassetteName name, KeyRecipe recipe, Replay.Result replayed, Bodies bodies) throws IOException {
        TakeIndex index = replayed.index();
        if (index.differsFromDocument() || replayed.replacesDocument()) {
            try (DocumentFile.Ready ready =
                    new DocumentFile(folder, name, recipe).write(index, bodies, changedAt(name, index))) {
                ready.replace();
            }
            folder.force();
            events.accept(new FolderEvent.Recovered(name, replayed.interactions(), incomplete(index)));
        }
    }

    private Instant changedAt(CassetteName name, TakeIndex index) throws IOException {
        Optional<Instant> modified = Stamp.of(folder.document(name)).map(Stamp::modifiedAt);
        Instant newest = index.totals().newest().or(() -> modified).orElse(Instant.EPOCH);
        return modified.filter(newest::isBefore).orElse(newest);
    }

    private static int incomplete(TakeIndex index) {
        return (int) index.entries().stream().filter(entry -> !entry.complete()).count();
    }

    private static TakeIndex indexOf(OpenedDocument document) {
        return document instanceof OpenedDocument.Readable readable ? readable.index() : new TakeIndex();
    }

    private static Optional<KeyRecipe> recipeOf(OpenedDocument document) {
        return document instanceof OpenedDocument.Readable readable ? Optional.of(readable.recipe()) : Optional.empty();
    }
}
