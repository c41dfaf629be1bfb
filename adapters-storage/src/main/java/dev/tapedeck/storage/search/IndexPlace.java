package dev.tapedeck.storage.search;

import dev.tapedeck.exchange.Time;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Where an index is kept. */
interface IndexPlace {
    /** Opens the index that is there, or an empty one. */
    OpenIndex open(Words words, Time time) throws IOException;

    /** Forgotten at the end of the process. */
    static IndexPlace memory() {
        return (words, time) -> OpenIndex.in(new ByteBuffersDirectory(), words, time);
    }

    /**
     * In a folder; in one beside it while another process has that. What can't be read there is removed, since it can be
     * made again.
     *
     * @param report hears in a sentence what was found
     */
    static IndexPlace folder(Path folder, Consumer<String> report) {
        return new Folder(folder, report);
    }

    /** A folder, and those beside it. */
    record Folder(Path folder, Consumer<String> report) implements IndexPlace {
        private static final int NEIGHBOURS = 9;

        @Override
        public OpenIndex open(Words words, Time time) throws IOException {
            for (int neighbour = 1; neighbour < NEIGHBOURS; neighbour++) {
                try {
                    return openOrRenew(neighbour(neighbour), words, time);
                } catch (LockObtainFailedException inUse) {
                    report.accept("The search index in %s belongs to another process; this one builds its own in %s."
                            .formatted(neighbour(neighbour), neighbour(neighbour + 1)));
                }
            }
            return openOrRenew(neighbour(NEIGHBOURS), words, time);
        }

        private Path neighbour(int number) {
            return number == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + number);
        }

        private OpenIndex openOrRenew(Path place, Words words, Time time) throws IOException {
            Files.createDirectories(place);
            try {
                return OpenIndex.in(FSDirectory.open(place), words, time);
            } catch (CorruptIndexException
                    | IndexFormatTooOldException
                    | IndexFormatTooNewException
                    | EOFException
                    | FileNotFoundException
                    | NoSuchFileException
                    | IllegalArgumentException unreadable) {
                report.accept("The search index in %s can't be read (%s); it is built again."
                        .formatted(place, unreadable.getClass().getSimpleName()));
                empty(place);
                return OpenIndex.in(FSDirectory.open(place), words, time);
            }
        }

        private static void empty(Path place) throws IOException {
            List<Path> files;
            try (Stream<Path> all = Files.list(place)) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
