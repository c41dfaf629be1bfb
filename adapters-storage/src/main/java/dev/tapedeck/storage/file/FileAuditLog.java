package dev.tapedeck.storage.file;

import dev.tapedeck.audit.AuditEntry;
import dev.tapedeck.audit.AuditLog;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.disk.Disk;
import dev.tapedeck.storage.disk.Modes;
import dev.tapedeck.storage.disk.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes as JSON lines in a file, for one process; nothing is ever written over. Before the file would grow over its
 * limit it is set aside in place of the one set aside before: so there are two files at most. A line that a crash has cut
 * was never acknowledged: it is passed over, and the next entry begins on a line of its own. Thread-safe.
 */
public final class FileAuditLog implements AuditLog {
    private static final long MOST = 10L * 1024 * 1024;
    private static final Set<StandardOpenOption> AT_THE_END =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path file;
    private final Path setAside;
    private final long most;
    private final Disk disk = new RealDisk();
    private final ReentrantLock busy = new ReentrantLock();

    /** @param file made with the first entry, with the folders above it; that set aside ends in {@code .1} */
    public FileAuditLog(Path file) {
        this(file, MOST);
    }

    /** @param most so many bytes a file has at most, unless a single entry is longer */
    FileAuditLog(Path file, long most) {
        this.file = file.toAbsolutePath();
        this.setAside = this.file.resolveSibling(file.getFileName() + ".1");
        this.most = most;
    }

    @Override
    public void write(AuditEntry entry) {
        busy.lock();
        try {
            long last = newestFirst(END, 1).stream()
                    .findFirst()
                    .map(Written::number)
                    .orElse(0L);
            append(AuditLine.bytes(new Written(last + 1, entry)));
        } catch (IOException failed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The audit log %s can't be written (%s), so nothing was changed. See that it may be, and that its disk has space."
                            .formatted(file, failed.getClass().getSimpleName()),
                    Optional.empty()));
        } finally {
            busy.unlock();
        }
    }

    @Override
    public List<Written> before(long number, int limit) {
        busy.lock();
        try {
            return newestFirst(number, limit);
        } catch (IOException failed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The audit log %s can't be read (%s). See that it may be."
                            .formatted(file, failed.getClass().getSimpleName()),
                    Optional.empty()));
        } finally {
            busy.unlock();
        }
    }

    private List<Written> newestFirst(long number, int limit) throws IOException {
        List<Written> found = new ArrayList<>();
        for (Path each : List.of(file, setAside)) {
            if (found.size() < limit && Files.exists(each)) {
                collect(lines(each), number, limit, found);
            }
        }
        return List.copyOf(found);
    }

    private static String[] lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
    }

    private static void collect(String[] lines, long number, int limit, List<Written> found) {
        for (int index = lines.length - 1; index >= 0 && found.size() < limit; index--) {
            AuditLine.read(lines[index])
                    .filter(written -> written.number() < number)
                    .ifPresent(found::add);
        }
    }

    private void append(byte[] line) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling("."));
        if (Files.exists(file) && Files.size(file) + line.length > most) {
            disk.move(file, setAside);
        }
        try (FileChannel channel = FileChannel.open(file, AT_THE_END, Modes.ofNewFile(folder))) {
            long end = channel.size();
            if (end > 0 && !endsALine(channel)) {
                disk.write(channel, ByteBuffer.wrap(new byte[] {'\n'}), end);
                end++;
            }
            disk.write(channel, ByteBuffer.wrap(line), end);
            disk.force(channel);
            if (end == 0) {
                disk.forceFolder(folder);
            }
        }
    }

    private static boolean endsALine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) == '\n';
    }
}
