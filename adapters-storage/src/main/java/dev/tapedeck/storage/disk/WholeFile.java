package dev.tapedeck.storage.disk;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A small file that is only ever replaced as a whole. */
public final class WholeFile {
    /** What is appended to the name of a file while it is written. */
    public static final String TEMPORARY = ".tmp";

    private static final Set<StandardOpenOption> NEW_OR_LEFT_OVER =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    private static final Disk DISK = new RealDisk();

    private WholeFile() {}

    /**
     * Writes the file in one step, in place of the one that is there, and durably; makes the folders above it. After a crash
     * the old content is there or the new one. One caller at a time for each file.
     */
    public static void replace(Path file, Bytes content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        Path folder = Files.createDirectories(file.resolveSibling("."));
        try (FileChannel channel = FileChannel.open(temporary, NEW_OR_LEFT_OVER, Modes.ofNewFile(folder))) {
            DISK.write(channel, ByteBuffer.wrap(content.array()), 0);
            DISK.force(channel);
        }
        Modes.copy(file, temporary);
        DISK.move(temporary, file);
        DISK.forceFolder(folder);
    }
}
