package dev.tapedeck.provider.batch;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A file that only its owner can read, and that is gone when it is closed. */
final class ScratchFile implements AutoCloseable {
    private final Path path;

    private ScratchFile(Path path) {
        this.path = path;
    }

    /** Something that is done with the disk. */
    private interface Deed<T> {
        T done() throws IOException;
    }

    /** @throws FailedCall {@code StoreDown}, if the disk won't */
    static ScratchFile in(Path folder) {
        return new ScratchFile(onDisk(folder, () -> Files.createTempFile(folder, "batch-", ".jsonl")));
    }

    Path path() {
        return path;
    }

    /** Writes all of it. */
    void write(Content content) {
        onDisk(path, () -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                content.writeTo(out);
            }
            return path;
        });
    }

    /** Reads it, line by line. */
    void read(Consumer<Bytes> each) {
        onDisk(path, () -> {
            try (InputStream in = Files.newInputStream(path)) {
                Lines lines = new Lines(in, Lines.LONGEST);
                for (Optional<Bytes> line = lines.next(); line.isPresent(); line = lines.next()) {
                    each.accept(line.get());
                }
            }
            return path;
        });
    }

    private static <T> T onDisk(Path place, Deed<T> deed) {
        try {
            return deed.done();
        } catch (IOException fault) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "A batch can't be put down at %s on its way: %s. Check the disk's space and the folder's rights."
                            .formatted(place, fault.getMessage()),
                    Optional.empty()));
        }
    }

    /** What can't be deleted stays: what it was for is done. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException undeletable) {
            // no reason to lose the answer that came
        }
    }
}
