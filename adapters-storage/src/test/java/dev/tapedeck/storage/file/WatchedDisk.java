package dev.tapedeck.storage.file;

import dev.tapedeck.storage.disk.Disk;
import dev.tapedeck.storage.disk.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real disk, but for waiting until bits have landed; with somebody who stands at every step, and with as little room
 * as a test gives it. Thread-safe.
 */
final class WatchedDisk implements Disk {
    private final Disk disk = new RealDisk();
    private final AtomicInteger forces = new AtomicInteger();
    private volatile Runnable step = () -> {};
    private volatile long room = Long.MAX_VALUE;
    private volatile boolean broken;

    /** Is called before and after each step from now on. */
    void atEachStep(Runnable watcher) {
        step = watcher;
    }

    /** From now on so many bytes can be written. */
    void room(long bytes) {
        room = bytes;
    }

    /** Whether everything but writing fails from now on. */
    void broken(boolean fails) {
        broken = fails;
    }

    int forces() {
        return forces.get();
    }

    private interface Step {
        void run() throws IOException;
    }

    private void watched(Step deed) throws IOException {
        step.run();
        if (broken) {
            throw new IOException("Input/output error");
        }
        deed.run();
        step.run();
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        step.run();
        int fits = (int) Math.min(room, bytes.remaining());
        boolean full = fits < bytes.remaining();
        if (full) {
            bytes.limit(bytes.position() + fits);
        }
        disk.write(file, bytes, at);
        if (room != Long.MAX_VALUE) {
            room -= fits;
        }
        if (full) {
            throw new IOException("No space left on device");
        }
        step.run();
    }

    @Override
    public void force(FileChannel file) throws IOException {
        forces.incrementAndGet();
        watched(() -> {});
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        watched(() -> disk.move(from, to));
    }

    @Override
    public void delete(Path file) throws IOException {
        watched(() -> disk.delete(file));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        watched(() -> {});
    }
}
