package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.storage.document.InteractionJson;
import dev.tapedeck.storage.file.TakeIndex.Location;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/** Reads interactions where an index says that they are. Files are opened when they are needed. Used by one thread. */
final class Bodies implements AutoCloseable {
    private final Source document;
    private final Source journal;

    Bodies(Path document, Path journal) {
        this.document = new Source(document);
        this.journal = new Source(journal);
    }

    Path document() {
        return document.path;
    }

    Interaction read(Location location) throws IOException {
        Interaction begun = begun(location);
        if (location.ending().isEmpty()) {
            return begun;
        }
        return new Interaction(
                location.number(), begun.ticket(), ending(location.ending().get()));
    }

    private Interaction begun(Location location) throws IOException {
        return location.inDocument()
                ? InteractionJson.interaction(document.name(), document.bytes(location.ticket()))
                : new Interaction(location.number(), ticket(location.ticket()), Ending.NONE_YET);
    }

    /** The ticket that stands there in the journal. */
    private Ticket ticket(Spot spot) throws IOException {
        return InteractionJson.ticket(journal.name(), journal.bytes(spot)).ticket();
    }

    private Ending ending(Spot spot) throws IOException {
        return InteractionJson.ending(journal.name(), journal.bytes(spot)).ending();
    }

    /** The bytes of an interaction that the document alone holds. */
    byte[] raw(Location location) throws IOException {
        return document.bytes(location.ticket());
    }

    @Override
    public void close() throws IOException {
        document.close();
        journal.close();
    }

    private static final class Source {
        private final Path path;
        private Optional<RandomAccessFile> file = Optional.empty();

        Source(Path path) {
            this.path = path;
        }

        String name() {
            return String.valueOf(path.getFileName());
        }

        byte[] bytes(Spot spot) throws IOException {
            if (file.isEmpty()) {
                // unlike a channel, it isn't closed by an interrupt
                file = Optional.of(new RandomAccessFile(path.toFile(), "r"));
            }
            byte[] bytes = new byte[spot.length()];
            file.get().seek(spot.at());
            file.get().readFully(bytes);
            return bytes;
        }

        void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
