package dev.tapedeck.storage.file;

import dev.tapedeck.storage.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Writes to one place of a file after the other, gathered into few writes. */
final class JournalOutput {
    private static final int MOST_GATHERED = 1 << 16;

    private final Disk disk;
    private final FileChannel file;
    private final ByteBuffer gathered;
    private long at;

    private JournalOutput(Disk disk, FileChannel file, long at, long expected) {
        this.disk = disk;
        this.file = file;
        this.at = at;
        this.gathered = ByteBuffer.allocate((int) Math.min(MOST_GATHERED, expected));
    }

    /**
     * Writes records in a row; they are not durable yet.
     *
     * @return where they end
     */
    static long write(Disk disk, FileChannel file, long at, List<JournalRecord> records) throws IOException {
        long size = records.stream().mapToLong(JournalRecord::size).sum();
        JournalOutput out = new JournalOutput(disk, file, at, size);
        for (JournalRecord record : records) {
            out.put(record.head());
            out.put(ByteBuffer.wrap(record.body()));
        }
        out.flush();
        return out.at;
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int fits = Math.min(bytes.remaining(), gathered.remaining());
            gathered.put(bytes.slice(bytes.position(), fits));
            bytes.position(bytes.position() + fits);
            if (!gathered.hasRemaining()) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        gathered.flip();
        int length = gathered.remaining();
        disk.write(file, gathered, at);
        at += length;
        gathered.clear();
    }
}
