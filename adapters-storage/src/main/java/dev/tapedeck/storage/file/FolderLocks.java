package dev.tapedeck.storage.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.storage.disk.Modes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may record to which cassette of a folder: one store at a time, in whatever process. A lock is one byte of the
 * folder's lock file, at a place that follows from the cassette's name; the file is empty, and made when something is
 * recorded. It is opened once in a process: an operating system may take back all locks of a process on a file when any
 * of its channels is closed. Thread-safe.
 */
final class FolderLocks {
    /** The lock file of every folder. */
    static final String FILE = ".tapedeck.lock";

    private static final Map<Path, FolderLocks> OPEN = new HashMap<>();

    private final Path folder;
    private final Set<CassetteName> held = new HashSet<>();
    private Optional<FileChannel> channel = Optional.empty();

    private FolderLocks(Path folder) {
        this.folder = folder;
    }

    /** One cassette's lock. Let go at most once. */
    static final class Held implements AutoCloseable {
        private final FolderLocks locks;
        private final CassetteName name;
        private final FileLock lock;

        private Held(FolderLocks locks, CassetteName name, FileLock lock) {
            this.locks = locks;
            this.name = name;
            this.lock = lock;
        }

        @Override
        public void close() throws IOException {
            synchronized (OPEN) {
                if (locks.held.remove(name)) {
                    lock.release();
                    locks.closeIfIdle();
                }
            }
        }
    }

    /**
     * Takes a cassette's lock.
     *
     * @param folder as the file system knows it
     * @return empty if another has it
     */
    static Optional<Held> tryHold(Path folder, CassetteName name) throws IOException {
        synchronized (OPEN) {
            FolderLocks locks = OPEN.computeIfAbsent(folder, FolderLocks::new);
            try {
                return locks.tryHold(name);
            } finally {
                locks.closeIfIdle();
            }
        }
    }

    private Optional<Held> tryHold(CassetteName name) throws IOException {
        if (held.contains(name)) {
            return Optional.empty();
        }
        try {
            Optional<FileLock> lock = Optional.ofNullable(channel().tryLock(place(name), 1, false));
            lock.ifPresent(taken -> held.add(name));
            return lock.map(taken -> new Held(this, name, taken));
        } catch (OverlappingFileLockException heldInAnotherClassLoader) {
            return Optional.empty();
        }
    }

    private FileChannel channel() throws IOException {
        if (channel.isEmpty()) {
            channel = Optional.of(FileChannel.open(
                    folder.resolve(FILE),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    Modes.ofNewFile(folder)));
        }
        return channel.get();
    }

    private void closeIfIdle() throws IOException {
        if (held.isEmpty()) {
            OPEN.remove(folder);
            if (channel.isPresent()) {
                channel.get().close();
                channel = Optional.empty();
            }
        }
    }

    private static long place(CassetteName name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name.value().getBytes(US_ASCII));
            return ByteBuffer.wrap(digest).getLong() >>> 2;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }
}
