package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.exchange.FailedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What a crash has left in the folder. One file that can't be dealt with doesn't keep the others from it. */
final class Leftovers {
    private final Folder folder;
    private final Consumer<FolderEvent> events;

    /** What is to be done about one cassette. */
    interface Deed {
        void run() throws IOException;
    }

    Leftovers(Folder folder, Consumer<FolderEvent> events) {
        this.folder = folder;
        this.events = events;
    }

    /** Removes half-written documents and takes that were never adopted, unless another process is at work on them. */
    void drop() throws IOException {
        for (CassetteName name : folder.halfWritten()) {
            attempt(name, () -> drop(name, folder.temporary(name)));
        }
        for (Path take : folder.takes()) {
            folder.ownerOfTake(take).ifPresent(name -> attempt(name, () -> drop(name, take)));
        }
    }

    private void drop(CassetteName name, Path file) throws IOException {
        Optional<FolderLocks.Held> lock = FolderLocks.tryHold(folder.path(), name);
        if (lock.isPresent()) {
            try (FolderLocks.Held held = lock.get()) {
                folder.disk().delete(file);
                events.accept(new FolderEvent.Dropped(name, file));
            }
        }
    }

    /** Looks a cassette up that has a journal, and says so if that doesn't fold it into the document. */
    void fold(CassetteName name, Deed lookUp) {
        attempt(name, () -> {
            lookUp.run();
            if (Files.exists(folder.journal(name))) {
                events.accept(new FolderEvent.LeftAlone(
                        name,
                        "%s stays: another Tapedeck is recording to it, or the folder is read-only. Until it is folded in, the document is replayed without it"
                                .formatted(folder.journal(name))));
            }
        });
    }

    /** Does it, or tells why it couldn't be done. */
    void attempt(CassetteName name, Deed deed) {
        try {
            deed.run();
        } catch (FailedCall failed) {
            events.accept(new FolderEvent.LeftAlone(name, failed.failure().message()));
        } catch (IOException failed) {
            events.accept(new FolderEvent.LeftAlone(
                    name, folder.down(failed).failure().message()));
        }
    }
}
