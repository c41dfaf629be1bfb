package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.storage.disk.Disk;
import dev.tapedeck.storage.disk.Modes;
import dev.tapedeck.storage.document.DocumentWriter;
import dev.tapedeck.storage.document.Span;
import dev.tapedeck.storage.file.TakeIndex.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Replaces documents: the new one is written whole beside the old one, made durable, and takes its name in one step. */
final class DocumentFile {
    private static final int PAGE = 1_000;
    private static final Set<StandardOpenOption> NEW_OR_LEFT_OVER =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private final Folder folder;
    private final CassetteName name;
    private final KeyRecipe recipe;

    DocumentFile(Folder folder, CassetteName name, KeyRecipe recipe) {
        this.folder = folder;
        this.name = name;
        this.recipe = recipe;
    }

    /**
     * A document that is whole and durable, but not yet in its place. Closing it removes it unless it was put there.
     *
     * @param index where everything is in it
     */
    record Ready(Folder folder, Path temporary, Path document, TakeIndex index) implements AutoCloseable {
        /** Puts it in the place of the old one. Which file has the name isn't durable yet when this returns. */
        void replace() throws IOException {
            folder.disk().move(temporary, document);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes a document of what is in the index. What the old document alone holds is copied as it stands.
     *
     * @param bodies where the index points to
     * @param changedAt the time of change that the file gets
     */
    Ready write(TakeIndex index, Bodies bodies, Instant changedAt) throws IOException {
        Path temporary = folder.temporary(name);
        boolean ready = false;
        try {
            TakeIndex settled = write(temporary, index, bodies);
            Modes.copy(bodies.document(), temporary);
            Files.setLastModifiedTime(temporary, FileTime.from(changedAt));
            ready = true;
            return new Ready(folder, temporary, folder.document(name), settled);
        } finally {
            if (!ready) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private TakeIndex write(Path file, TakeIndex index, Bodies bodies) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW_OR_LEFT_OVER, Modes.ofNewFile(folder.path()))) {
            DocumentWriter writer = new DocumentWriter(new ToDisk(folder.disk(), channel), name, recipe);
            TakeIndex settled = index.replacement();
            int last = 0;
            for (List<Location> page = index.after(last, PAGE); !page.isEmpty(); page = index.after(last, PAGE)) {
                for (Location location : page) {
                    settled.settled(index, location.row(), spot(add(writer, location, bodies)));
                }
                last = page.getLast().number();
            }
            writer.end();
            folder.disk().force(channel);
            return settled;
        }
    }

    private static Span add(DocumentWriter writer, Location location, Bodies bodies) throws IOException {
        return location.settled()
                ? writer.copy(location.number(), bodies.raw(location))
                : writer.add(bodies.read(location));
    }

    private static Spot spot(Span span) {
        return new Spot(span.offset(), Math.toIntExact(span.length()));
    }

    private static final class ToDisk extends OutputStream {
        private final Disk disk;
        private final FileChannel channel;
        private long at;

        ToDisk(Disk disk, FileChannel channel) {
            this.disk = disk;
            this.channel = channel;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            disk.write(channel, ByteBuffer.wrap(bytes, from, length), at);
            at += length;
        }
    }
}
