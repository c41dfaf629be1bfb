package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes, changes and removes cassettes, and begins and ends their recordings. Every change is one step on the disk that
 * either has happened or not, or is finished by {@link Recovery}. Every method is called with the slot locked.
 */
final class Shelf {
    private final Folder folder;
    private final Lookup lookup;
    private final Indexes indexes;
    private volatile boolean closed;

    Shelf(Folder folder, Lookup lookup, Indexes indexes) {
        this.folder = folder;
        this.lookup = lookup;
        this.indexes = indexes;
    }

    FileCassette find(Slot slot) throws IOException {
        return lookup.look(slot).orElseThrow(() -> StoreFailures.unknown(slot.name()));
    }

    FileCassette create(Slot slot, KeyRecipe recipe, Instant now) throws IOException {
        if (lookup.look(slot).isPresent()) {
            throw StoreFailures.nameTaken(slot.name());
        }
        try (FolderLocks.Held lock = lock(slot.name())) {
            checkFree(slot.name());
            Path document = folder.document(slot.name());
            TakeIndex index = write(slot.name(), recipe, now);
            FileCassette cassette = new FileCassette(slot.name(), recipe, now, now);
            lookup.shows(slot, cassette, new OpenedDocument.Readable(stamp(document), recipe, index));
            folder.force();
            return cassette;
        }
    }

    private TakeIndex write(CassetteName name, KeyRecipe recipe, Instant now) throws IOException {
        try (Bodies none = new Bodies(folder.document(name), folder.journal(name));
                DocumentFile.Ready ready = new DocumentFile(folder, name, recipe).write(new TakeIndex(), none, now)) {
            ready.replace();
            return ready.index();
        }
    }

    /** Whatever is in the files, nobody overwrites them. */
    void checkFree(CassetteName name) {
        if (Files.exists(folder.document(name)) || Files.exists(folder.journal(name))) {
            throw StoreFailures.nameTaken(name);
        }
    }

    static Stamp stamp(Path file) throws IOException {
        return Stamp.of(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
    }

    /** The sole right to a name, or a conflict. */
    FolderLocks.Held lock(CassetteName name) throws IOException {
        if (closed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The store is closed: Tapedeck is shutting down. Nothing was recorded.", Optional.empty()));
        }
        return FolderLocks.tryHold(folder.path(), name)
                .orElseThrow(() -> FailedCall.rejected(new Failure.Conflict(
                        "Cassette '%s' (%s) is being recorded to by another Tapedeck on this folder. Close its session or stop it, or record under another name; replaying needs no waiting."
                                .formatted(name, folder.document(name)))));
    }

    /** The cassette, with the sole right to change its files. */
    FileCassette held(Slot slot) throws IOException {
        while (true) {
            FileCassette cassette = find(slot);
            if (cassette.held()) {
                return cassette;
            }
            FolderLocks.Held lock = lock(slot.name());
            if (isAsFound(slot.name(), cassette)) {
                cassette.hold(lock);
                return cassette;
            }
            lock.close();
        }
    }

    /** Whether nobody has changed anything between looking and locking. */
    private boolean isAsFound(CassetteName name, FileCassette cassette) throws IOException {
        return !Files.exists(folder.journal(name)) && cassette.current().files().documentIsTheSame();
    }

    FileTake beginTake(Slot slot) throws IOException {
        FileCassette cassette = held(slot);
        try {
            TakeId id = unusedTake(slot.name());
            Path file = folder.journal(slot.name(), id);
            FileTake take = new FileTake(
                    id, folder, indexes, cassette, new TakeFiles(folder.document(slot.name()), Optional.empty(), file));
            start(take, Journal.Base.NOTHING, new TakeIndex());
            cassette.begun(take);
            lookup.takes().put(id, take);
            return take;
        } finally {
            cassette.releaseIfIdle();
        }
    }

    /** An earlier run may have left a file of that name. */
    private TakeId unusedTake(CassetteName name) {
        TakeId id = lookup.newTake();
        return Files.exists(folder.journal(name, id)) ? unusedTake(name) : id;
    }

    /** Where changes to a take go; begins recording if it isn't being recorded. */
    Recording recording(Slot slot, FileTake take) throws IOException {
        Optional<Recording> already = take.recording();
        if (already.isPresent()) {
            return already.get();
        }
        FileCassette cassette = held(slot);
        try {
            if (!cassette.owns(take)) {
                throw StoreFailures.unknown(take.id());
            }
            return start(take, Journal.Base.DOCUMENT, take.look(index -> index));
        } finally {
            cassette.releaseIfIdle();
        }
    }

    private Recording start(FileTake take, Journal.Base base, TakeIndex index) throws IOException {
        FileCassette cassette = take.owner();
        Journal journal = Journal.create(folder, take.files().journal(), base, cassette.name(), cassette.recipe());
        Recording recording =
                new Recording(folder, take.id(), journal.channel(), journal.length(), index, take.changing());
        take.records(recording);
        return recording;
    }

    void adopt(Slot slot, FileTake take, Instant now) throws IOException {
        FileCassette cassette = find(slot);
        if (!cassette.owns(take)) {
            throw StoreFailures.unknown(take.id());
        }
        FileTake old = cassette.current();
        if (old.equals(take)) {
            cassette.adopted(take, now);
            return;
        }
        Optional<Recording> before = old.recording();
        before.ifPresent(Recording::freeze);
        boolean adopted = false;
        try {
            replaceJournal(slot.name(), take);
            adopted = true;
            lookup.forget(old);
            cassette.adopted(take, now);
            folder.force();
        } finally {
            if (adopted) {
                close(before);
            } else {
                before.ifPresent(Recording::thaw);
            }
        }
    }

    /** The fresh take's journal takes the place of the old one in one step: from then on the document doesn't count. */
    private void replaceJournal(CassetteName name, FileTake take) throws IOException {
        Recording recording = take.recording().orElseThrow(() -> StoreFailures.unknown(take.id()));
        Path journal = folder.journal(name);
        recording.freeze();
        take.changing().lock();
        try {
            folder.disk().move(take.files().journal(), journal);
            take.moved(new TakeFiles(folder.document(name), Optional.empty(), journal));
        } finally {
            take.changing().unlock();
            recording.thaw();
        }
    }

    void drop(Slot slot, FileTake take) throws IOException {
        FileCassette cassette = find(slot);
        if (take.equals(cassette.current())) {
            throw StoreFailures.currentTake(take.id());
        }
        Path journal = take.files().journal();
        try {
            lookup.end(take);
            cassette.dropped(take);
            folder.disk().delete(journal);
        } finally {
            cassette.releaseIfIdle();
        }
    }

    private static void close(Optional<Recording> recording) throws IOException {
        if (recording.isPresent()) {
            recording.get().close();
        }
    }

    void delete(Slot slot) throws IOException {
        FileCassette cassette = held(slot);
        List<FileTake> takes = cassette.takes().toList();
        List<Path> journals = takes.stream().map(take -> take.files().journal()).toList();
        markDeleted(cassette);
        try {
            for (FileTake take : takes) {
                lookup.end(take);
            }
            deleteFiles(slot.name(), journals);
        } finally {
            slot.empty();
            cassette.release();
        }
    }

    /** In one step: from here on the cassette is gone, whatever happens. */
    private void markDeleted(FileCassette cassette) throws IOException {
        Optional<Recording> recording = cassette.current().recording();
        recording.ifPresent(Recording::freeze);
        boolean deleted = false;
        try {
            if (recording.isPresent()) {
                recording.get().writeDeleted();
            } else {
                folder.disk().delete(folder.document(cassette.name()));
            }
            deleted = true;
        } finally {
            if (!deleted) {
                recording.ifPresent(Recording::thaw);
                cassette.releaseIfIdle();
            }
        }
    }

    private void deleteFiles(CassetteName name, List<Path> journals) throws IOException {
        folder.disk().delete(folder.document(name));
        folder.force();
        for (Path journal : journals) {
            folder.disk().delete(journal);
        }
        folder.force();
    }

    void rename(Slot from, Slot to, Settling settling) throws IOException {
        FileCassette cassette = held(from);
        try {
            if (lookup.look(to).isPresent()) {
                throw StoreFailures.nameTaken(to.name());
            }
            checkFree(to.name());
            settling.fold(from, cassette);
            settling.rename(from, to, cassette, lock(to.name()));
        } finally {
            cassette.releaseIfIdle();
        }
    }

    /** Takes no more changes: what is written from now on would not be settled. */
    void close() {
        closed = true;
    }
}
