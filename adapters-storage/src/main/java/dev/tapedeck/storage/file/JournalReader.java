package dev.tapedeck.storage.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a journal from its start up to where it was torn, or to its end. */
final class JournalReader {
    /** The first bytes of every journal. */
    static final byte[] MAGIC = "tapedeck-journal 1\n".getBytes(US_ASCII);

    private static final int BUFFER = 1 << 16;

    private final DataInputStream bytes;
    private final long fileSize;
    private final List<Placed> incomplete = new ArrayList<>();
    private long at;
    private long soundTo;

    /** Takes the records, in order. */
    interface Reader {
        /** @param bodyAt where in the file the record's body begins */
        void record(JournalRecord record, long bodyAt) throws IOException;
    }

    private record Placed(JournalRecord record, long bodyAt) {}

    /**
     * How far a journal is sound.
     *
     * @param to the length of what is sound; 0 if not even the start is
     * @param size the length of the file
     */
    record Extent(long to, long size) {
        boolean torn() {
            return to < size;
        }
    }

    private JournalReader(DataInputStream bytes, long fileSize) {
        this.bytes = bytes;
        this.fileSize = fileSize;
    }

    static Extent read(Path journal, Reader reader) throws IOException {
        try (DataInputStream bytes =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(journal), BUFFER))) {
            return new JournalReader(bytes, Files.size(journal)).read(reader);
        }
    }

    private Extent read(Reader reader) throws IOException {
        if (!Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC)) {
            return new Extent(0, fileSize);
        }
        at = MAGIC.length;
        soundTo = at;
        for (Optional<Placed> next = next(); next.isPresent(); next = next()) {
            incomplete.add(next.get());
            if (!next.get().record().more()) {
                for (Placed placed : incomplete) {
                    reader.record(placed.record(), placed.bodyAt());
                }
                incomplete.clear();
                soundTo = at;
            }
        }
        return new Extent(soundTo, fileSize);
    }

    private Optional<Placed> next() throws IOException {
        if (fileSize - at < JournalRecord.FRAME + JournalRecord.PREFIX) {
            return Optional.empty();
        }
        int length = bytes.readInt();
        int checksum = bytes.readInt();
        at += JournalRecord.FRAME;
        if (length < JournalRecord.PREFIX || length > fileSize - at) {
            return Optional.empty();
        }
        byte[] framed = bytes.readNBytes(length);
        long bodyAt = at + JournalRecord.PREFIX;
        at += framed.length;
        return JournalRecord.read(framed, checksum).map(record -> new Placed(record, bodyAt));
    }
}
