package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.storage.file.Slot.Unread;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Finds out what the folder holds under a name, and brings the slot up to that: a document that somebody has changed is
 * another take; a journal that a crash has left is folded into its document; a corrupt document is moved aside. Every
 * method is called with the slot locked.
 */
final class Lookup {
    /** A file that was changed so lately may still be being written. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Folder folder;
    private final Indexes indexes;
    private final Time time;
    private final Consumer<FolderEvent> events;
    private final Consumer<TakeId> forgotten;
    private final Recovery recovery;
    private final Map<TakeId, FileTake> takes = new ConcurrentHashMap<>();
    private final AtomicLong lastTake = new AtomicLong();

    /** @param forgotten is told of takes that are gone */
    Lookup(Folder folder, Indexes indexes, Time time, Consumer<FolderEvent> events, Consumer<TakeId> forgotten) {
        this.folder = folder;
        this.indexes = indexes;
        this.time = time;
        this.events = events;
        this.forgotten = forgotten;
        this.recovery = new Recovery(folder, time, events);
    }

    /** The takes there are, by their ids. */
    Map<TakeId, FileTake> takes() {
        return takes;
    }

    TakeId newTake() {
        return new TakeId(lastTake.incrementAndGet());
    }

    /**
     * The cassette of that name, if there is one.
     *
     * @throws FailedCall {@code Unreadable}, saying where the file is and what can be done
     */
    Optional<FileCassette> look(Slot slot) throws IOException {
        Optional<FileCassette> held = slot.cassette().filter(FileCassette::held);
        if (held.isPresent()) {
            refresh(slot, held.get());
            return slot.cassette();
        }
        if (Files.exists(folder.journal(slot.name()))) {
            recoverUnlessHeld(slot);
        }
        Optional<Stamp> stamp = Stamp.of(folder.document(slot.name()));
        if (stamp.isEmpty()) {
            forget(slot);
            checkNothingSetAside(slot);
            slot.empty();
        } else if (!isKnown(slot, stamp.get())) {
            open(slot);
        }
        return slot.cassette();
    }

    /** Beside fresh takes the current one may be at rest, and its document be changed by somebody. */
    private void refresh(Slot slot, FileCassette cassette) throws IOException {
        FileTake current = cassette.current();
        if (current.recording().isEmpty()
                && !current.files().documentIsTheSame()
                && readable(slot) instanceof OpenedDocument.Readable readable) {
            forget(current);
            shows(slot, cassette, readable);
        }
    }

    /** Whether the slot shows that very file; a file known to be unreadable is not looked at again. */
    private static boolean isKnown(Slot slot, Stamp stamp) {
        slot.unread().filter(unread -> unread.stamp().equals(stamp)).ifPresent(unread -> {
            throw FailedCall.rejected(unread.why());
        });
        return slot.cassette()
                .flatMap(cassette -> cassette.current().files().stamp())
                .filter(stamp::equals)
                .isPresent();
    }

    private void open(Slot slot) throws IOException {
        forget(slot);
        if (isNamedSo(folder.document(slot.name())) && readable(slot) instanceof OpenedDocument.Readable readable) {
            shows(slot, readable);
        }
    }

    /** Not so where upper and lower case are the same to the file system, and the file is another name's. */
    private static boolean isNamedSo(Path document) throws IOException {
        return document.getFileName()
                .equals(document.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName());
    }

    /** The document, readable or missing. */
    private OpenedDocument readable(Slot slot) throws IOException {
        Path document = folder.document(slot.name());
        if (Files.exists(document) && !(Files.isRegularFile(document) && Files.isReadable(document))) {
            throw unreadable(
                    "%s can't be read: it is no file, or the user that Tapedeck runs as may not read it. See to that, or move it away."
                            .formatted(document));
        }
        return switch (OpenedDocument.at(document)) {
            case OpenedDocument.Readable readable -> readable;
            case OpenedDocument.Missing missing -> missing;
            case OpenedDocument.Changing changing -> throw beingWritten(document);
            case OpenedDocument.Refused(Stamp stamp, Failure.Unreadable why) ->
                throw refused(slot, new Unread(document, stamp, why));
            case OpenedDocument.Corrupt(Stamp stamp, Failure.Unreadable why) -> {
                if (Duration.between(stamp.modifiedAt(), time.now()).abs().compareTo(SETTLING) < 0) {
                    throw beingWritten(document);
                }
                throw setAside(slot, new Unread(document, stamp, why));
            }
        };
    }

    private static FailedCall beingWritten(Path document) {
        return unreadable(
                "%s is being written by another program, or was a moment ago and is damaged. Try again in some seconds."
                        .formatted(document));
    }

    private FailedCall refused(Slot slot, Unread unread) throws IOException {
        abandon(slot);
        Failure.Unreadable why = new Failure.Unreadable(
                "%s The file %s is left as it is: mend it, or use the version of Tapedeck that wrote it."
                        .formatted(unread.why().message(), unread.file()));
        slot.holds(new Unread(unread.file(), unread.stamp(), why));
        events.accept(new FolderEvent.LeftAlone(slot.name(), why.message()));
        return FailedCall.rejected(why);
    }

    private FailedCall setAside(Slot slot, Unread unread) throws IOException {
        Path aside = folder.aside(slot.name(), time.now());
        abandon(slot);
        folder.disk().move(unread.file(), aside);
        folder.force();
        Failure.Unreadable why = setAside(slot.name(), aside, unread.why().message() + " ");
        slot.holds(new Unread(aside, unread.stamp(), why));
        events.accept(new FolderEvent.SetAside(slot.name(), aside, unread.why().message()));
        return FailedCall.rejected(why);
    }

    private Failure.Unreadable setAside(CassetteName name, Path aside, String why) {
        return new Failure.Unreadable(
                "%sThe document of '%s' is corrupt and was moved to %s. To have the cassette again, put a good document back as %s; to begin a new one, first move or delete %s."
                        .formatted(why, name, aside, folder.document(name), aside.getFileName()));
    }

    private void checkNothingSetAside(Slot slot) throws IOException {
        List<Path> aside = folder.setAside(slot.name());
        if (!aside.isEmpty()) {
            throw FailedCall.rejected(slot.unread()
                    .filter(unread -> unread.file().equals(aside.getFirst()))
                    .map(Unread::why)
                    .orElseGet(() -> setAside(slot.name(), aside.getFirst(), "")));
        }
    }

    private void shows(Slot slot, OpenedDocument.Readable document) {
        Instant modified = document.stamp().modifiedAt();
        Optional<Instant> oldest = document.index().totals().oldest();
        Instant created = oldest.filter(modified::isAfter).orElse(modified);
        shows(slot, new FileCassette(slot.name(), document.recipe(), created, modified), document);
    }

    /** Shows the cassette with a new take for its document. */
    void shows(Slot slot, FileCassette cassette, OpenedDocument.Readable document) {
        TakeFiles files =
                new TakeFiles(folder.document(slot.name()), Optional.of(document.stamp()), folder.journal(slot.name()));
        FileTake take = new FileTake(newTake(), folder, indexes, cassette, files);
        cassette.rests(take, document.index());
        take.rest(files, document.index());
        takes.put(take.id(), take);
        slot.holds(cassette);
    }

    /** Shows the cassette with a new take for its document, if that can be read. */
    boolean showsAgain(Slot slot, FileCassette cassette) throws IOException {
        if (readable(slot) instanceof OpenedDocument.Readable readable) {
            shows(slot, cassette, readable);
            return true;
        }
        return false;
    }

    /** Ends every recording of the cassette that the slot shows, if it shows one; files stay as they are. */
    void abandon(Slot slot) throws IOException {
        if (slot.cassette().isPresent()) {
            FileCassette cassette = slot.cassette().get();
            for (FileTake take : cassette.takes().toList()) {
                end(take);
            }
            slot.empty();
            cassette.release();
        }
    }

    /** From now on the cassette that the slot shows, which is at rest, isn't there. */
    private void forget(Slot slot) {
        slot.cassette().ifPresent(cassette -> {
            cassette.takes().forEach(this::forget);
            slot.empty();
        });
    }

    /** Nobody records to the take or reads from it any more; its files stay. */
    void end(FileTake take) throws IOException {
        Optional<Recording> recording = take.recording();
        recording.ifPresent(Recording::freeze);
        forget(take);
        if (recording.isPresent()) {
            recording.get().close();
        }
    }

    void forget(FileTake take) {
        takes.remove(take.id());
        take.forget();
        forgotten.accept(take.id());
    }

    private void recoverUnlessHeld(Slot slot) throws IOException {
        Optional<FolderLocks.Held> lock = tryHold(slot.name());
        if (lock.isPresent()) {
            try (FolderLocks.Held held = lock.get()) {
                recover(slot);
            }
        }
    }

    /** None if another store has it, or if nobody can: a folder that is read-only is replayed from as it is. */
    private Optional<FolderLocks.Held> tryHold(CassetteName name) throws IOException {
        try {
            return FolderLocks.tryHold(folder.path(), name);
        } catch (FileSystemException notForUs) {
            return Optional.empty();
        }
    }

    /** Folds a journal that was left into the document; the lock is held. */
    void recover(Slot slot) throws IOException {
        if (Files.exists(folder.journal(slot.name()))) {
            OpenedDocument document = readable(slot);
            if (document instanceof OpenedDocument.Missing) {
                checkNothingSetAside(slot);
            }
            recovery.recover(slot.name(), document);
        }
    }

    private static FailedCall unreadable(String message) {
        return FailedCall.rejected(new Failure.Unreadable(message));
    }
}
