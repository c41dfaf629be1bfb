package dev.tapedeck.storage.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a journal from its start up to where it was torn, or to its end. */
final class JournalReader {
    /** The first bytes of every journal. */
    static final byte[] MAGIC = "tapedeck-journal 1\n".getBytes(US_ASCII);

    private static final byte[] NEVER_WRITTEN = new byte[MAGIC.length];
    private static final int BUFFER = 1 << 16;
    private static final long MOST_SEARCHED = 1 << 28;

    private final Path source;
    private final DataInputStream bytes;
    private final long fileSize;
    private final List<Placed> incomplete = new ArrayList<>();
    private long at;
    private long soundTo;
    private long readTo;

    /** Takes the records, in order. */
    interface Reader {
        /** @param bodyAt where in the file the record's body begins */
        void record(JournalRecord record, long bodyAt) throws IOException;
    }

    private record Placed(JournalRecord record, long bodyAt) {}

    /**
     * How far a journal is sound.
     *
     * @param to the length of what counts; 0 if not even the start does
     * @param readTo how far it could be read: further than what counts if the last records lack those they belong to
     * @param size the length of the file
     */
    record Extent(long to, long readTo, long size) {
        boolean torn() {
            return to < size;
        }
    }

    private JournalReader(Path source, DataInputStream bytes, long fileSize) {
        this.source = source;
        this.bytes = bytes;
        this.fileSize = fileSize;
    }

    /** @throws FailedCall {@code Unreadable} if it is something else */
    static Extent read(Path journal, Reader reader) throws IOException {
        try (DataInputStream bytes =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(journal), BUFFER))) {
            return new JournalReader(journal, bytes, Files.size(journal)).read(reader);
        }
    }

    private Extent read(Reader reader) throws IOException {
        byte[] start = bytes.readNBytes(MAGIC.length);
        if (start.length < MAGIC.length || Arrays.equals(start, NEVER_WRITTEN)) {
            return new Extent(0, 0, fileSize);
        }
        if (!Arrays.equals(start, MAGIC)) {
            throw unknown();
        }
        at = MAGIC.length;
        soundTo = at;
        readTo = at;
        for (Optional<Placed> next = next(); next.isPresent(); next = next()) {
            readTo = at;
            incomplete.add(next.get());
            if (!next.get().record().more()) {
                for (Placed placed : incomplete) {
                    reader.record(placed.record(), placed.bodyAt());
                }
                incomplete.clear();
                soundTo = at;
            }
        }
        return new Extent(soundTo, readTo, fileSize);
    }

    private FailedCall unknown() {
        return FailedCall.rejected(new Failure.Unreadable(
                "%s is no journal that this version of Tapedeck knows, and is left as it is. Start the version that wrote it once, or move the file away."
                        .formatted(source)));
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

    /**
     * Whether a sound record follows somewhere behind what could be read: then the journal was not just torn at its end, but
     * damaged.
     */
    static boolean isDamaged(Path journal, Extent extent) throws IOException {
        try (FileChannel file = FileChannel.open(journal, StandardOpenOption.READ)) {
            long size = Math.min(extent.size() - extent.readTo(), MOST_SEARCHED);
            ByteBuffer rest = file.map(FileChannel.MapMode.READ_ONLY, extent.readTo(), size);
            for (int from = 1; from < rest.limit() - JournalRecord.BODY_AT; from++) {
                if (isSound(rest, from)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isSound(ByteBuffer rest, int from) {
        int length = rest.getInt(from);
        int checksum = rest.getInt(from + Integer.BYTES);
        if (length < JournalRecord.PREFIX || length > rest.limit() - from - JournalRecord.FRAME) {
            return false;
        }
        byte[] framed = new byte[length];
        rest.get(from + JournalRecord.FRAME, framed);
        return JournalRecord.read(framed, checksum).isPresent();
    }
}
