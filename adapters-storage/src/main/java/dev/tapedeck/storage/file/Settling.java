package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.storage.file.DocumentFile.Ready;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Folds what was recorded into documents. The steps: the new document is written beside the old one and made durable,
 * takes its place, the folder is made durable, the journal goes. Until the last one the journal says the same as the
 * document, so that it may be read again after a crash at any of them. Every method is called with the slot locked.
 */
final class Settling {
    private final Folder folder;
    private final Lookup lookup;

    Settling(Folder folder, Lookup lookup) {
        this.folder = folder;
        this.lookup = lookup;
    }

    /** Folds the current take's journal into the document, and lets others record unless a fresh take is under way. */
    void settle(Slot slot, FileCassette cassette) throws IOException {
        try {
            fold(slot, cassette);
        } finally {
            cassette.releaseIfIdle();
        }
    }

    /** Folds the current take's journal into the document, if it has one. Calls under way may still end. */
    void fold(Slot slot, FileCassette cassette) throws IOException {
        Optional<Recording> recording = cassette.current().recording();
        if (recording.isPresent()) {
            recording.get().freeze();
            try {
                fold(slot, cassette, recording.get());
            } finally {
                if (cassette.current().recording().equals(recording)) {
                    recording.get().thaw(); // it couldn't be done: recording goes on as before
                }
            }
        }
    }

    private void fold(Slot slot, FileCassette cassette, Recording recording) throws IOException {
        FileTake take = cassette.current();
        TakeFiles files = take.files();
        TakeIndex index = recording.index();
        if (!files.documentIsTheSame()) {
            merge(slot, cassette, recording);
            return;
        }
        if (index.differsFromDocument() || files.stamp().isEmpty()) {
            rewrite(cassette, index);
        } else {
            rests(cassette, files, index);
        }
        recording.close();
        folder.disk().delete(files.journal());
        folder.force();
    }

    private void rewrite(FileCassette cassette, TakeIndex index) throws IOException {
        FileTake take = cassette.current();
        try (Ready ready = write(cassette, cassette.name(), index)) {
            take.changing().lock();
            try {
                ready.replace();
                rests(cassette, filesOf(cassette.name()), ready.index());
            } finally {
                take.changing().unlock();
            }
        }
        folder.force();
    }

    private Ready write(FileCassette cassette, CassetteName name, TakeIndex index) throws IOException {
        TakeFiles files = cassette.current().files();
        try (Bodies bodies = new Bodies(files.document(), files.journal())) {
            return new DocumentFile(folder, name, cassette.recipe())
                    .write(index, bodies, cassette.view().changedAt());
        }
    }

    private static void rests(FileCassette cassette, TakeFiles files, TakeIndex index) {
        cassette.rests(cassette.current(), index);
        cassette.current().rest(files, index);
    }

    /** The files of a take that is wholly in its document. */
    private TakeFiles filesOf(CassetteName name) throws IOException {
        Path document = folder.document(name);
        return new TakeFiles(document, Optional.of(Shelf.stamp(document)), folder.journal(name));
    }

    /**
     * Somebody has changed the document while it was recorded to: the journal is read again, on top of what the document
     * holds now, and the cassette shows another take.
     */
    private void merge(Slot slot, FileCassette cassette, Recording recording) throws IOException {
        recording.close();
        lookup.forget(cassette.current());
        boolean shown = false;
        try {
            lookup.recover(slot);
            shown = lookup.showsAgain(slot, cassette);
        } finally {
            if (!shown) {
                lookup.abandon(slot);
            }
        }
    }

    /** Settles and lets go of a cassette that is being recorded to; what can't be settled stays in its journal. */
    void close(Slot slot) throws IOException {
        Optional<FileCassette> recorded = slot.cassette().filter(FileCassette::held);
        if (recorded.isPresent()) {
            try {
                fold(slot, recorded.get());
            } finally {
                lookup.abandon(slot);
            }
        }
    }

    /**
     * Gives a cassette at rest another name. Between the two steps, that of the file and that of the name in it, the
     * file's name counts.
     *
     * @param lock that of the new name; let go if the old name stays
     */
    void rename(Slot from, Slot to, FileCassette cassette, FolderLocks.Held lock) throws IOException {
        FileTake take = cassette.current();
        boolean renamed = false;
        try (Ready ready = write(cassette, to.name(), take.look(index -> index))) {
            take.changing().lock();
            try {
                folder.disk().move(folder.document(from.name()), folder.document(to.name()));
                renamed = true;
                show(from, to, cassette, lock);
                ready.replace();
                rests(cassette, filesOf(to.name()), ready.index());
            } finally {
                take.changing().unlock();
            }
        } finally {
            if (!renamed) {
                lock.close();
            }
        }
        moveJournals(to.name(), cassette.fresh().toList());
        folder.force();
    }

    private void show(Slot from, Slot to, FileCassette cassette, FolderLocks.Held lock) throws IOException {
        from.empty();
        to.holds(cassette);
        cassette.named(to.name());
        cassette.current().moved(filesOf(to.name()));
        cassette.release();
        cassette.hold(lock);
    }

    private void moveJournals(CassetteName name, List<FileTake> fresh) throws IOException {
        for (FileTake take : fresh) {
            Path journal = folder.journal(name, take.id());
            take.changing().lock();
            try {
                folder.disk().move(take.files().journal(), journal);
                take.moved(new TakeFiles(folder.document(name), Optional.empty(), journal));
            } finally {
                take.changing().unlock();
            }
        }
    }
}
