package dev.tapedeck.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes in memory, mounted for one test. Only root can have one, and not everywhere. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 64;
    private static final int PATIENCE_SECONDS = 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether this user may mount on this machine. */
    static boolean mountable() {
        try (SmallDisk disk = mounted()) {
            return Files.isWritable(disk.folder);
        } catch (IllegalStateException mayNot) {
            return false;
        }
    }

    static SmallDisk mounted() {
        try {
            Path folder = Files.createTempDirectory("tapedeck-disk-");
            if (!does("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString())) {
                Files.delete(folder);
                throw new IllegalStateException("This user can't mount a file system.");
            }
            return new SmallDisk(folder);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Leaves no room for a single byte more. */
    void fill() {
        fillBut(0);
    }

    /** Leaves room for so many bytes. */
    void fillBut(long bytes) {
        byte[] block = new byte[4_096];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (folder.toFile().getUsableSpace() > bytes) {
                ballast.write(block);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void free() {
        try {
            Files.delete(ballast());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Nothing can be written any more; no file may be open for writing at this time. */
    void readOnly() {
        remount("ro");
    }

    void writable() {
        remount("rw");
    }

    private void remount(String how) {
        if (!does("mount", "-o", "remount," + how, folder.toString())) {
            throw new IllegalStateException("Not remounted as %s: %s".formatted(how, folder));
        }
    }

    private static boolean does(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!does("umount", folder.toString())) {
            throw new IllegalStateException("Still mounted: " + folder);
        }
        try {
            Files.delete(folder);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
