package dev.tapedeck.transfer;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a zip, one after the other, each by way of a temporary file. Names of entries are never paths
 * here. What grows too much when it is unpacked ends the reading.
 */
final class ZipReader implements AutoCloseable {
    private static final int RATIO = 200;
    /** From here on the ratio counts: short texts may shrink to nearly nothing. */
    private static final long HARMLESS_BYTES = 16L << 20;

    private static final Pattern LEADS_OUT =
            Pattern.compile("(?s)[/\\\\].*|[A-Za-z]:.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?|.*\0.*");
    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ARCHIVE = {'P', 'K', 5, 6};

    private final Archive.Limits limits;
    private final Packed packed;
    private final Entries zip;
    private long unpacked;

    ZipReader(ImportFile archive, Archive.Limits limits) throws IOException {
        this.limits = limits;
        this.packed = new Packed(Files.newInputStream(archive.content()));
        this.zip = new Entries(packed);
    }

    /** The archive's own bytes, counted as they are read. */
    private static final class Packed extends FilterInputStream {
        private long count;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /** Knows an entry's name also where the entry itself can't be read. */
    private static final class Entries extends ZipInputStream {
        private String reached = "the beginning";

        Entries(InputStream packed) {
            super(new BufferedInputStream(packed));
        }

        @Override
        protected ZipEntry createZipEntry(String name) {
            reached = name;
            return super.createZipEntry(name);
        }
    }

    /** The archive can't be read on. */
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;

        Ended(String message) {
            super(message);
        }
    }

    /** What is done with an entry, whose bytes the zip gives next. */
    private interface Visitor {
        void visit(String name) throws IOException;
    }

    /** The names of the files, as far as the archive can be read. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        walk(
                name -> {
                    unpack(OutputStream.nullOutputStream());
                    names.add(name);
                },
                (name, failure) -> {});
        return names;
    }

    /** Hands on each file, or why it isn't taken. */
    void forEach(Consumer<ImportFile> taken, BiConsumer<String, Failure> refused) throws IOException {
        walk(name -> file(name, taken, refused), refused);
    }

    private void walk(Visitor visitor, BiConsumer<String, Failure> refused) throws IOException {
        int entries = 0;
        try {
            for (ZipEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
                if (++entries > limits.entries()) {
                    throw new Ended("The archive holds over %,d entries: the rest is not read. Import it in parts."
                            .formatted(limits.entries()));
                }
                if (!entry.isDirectory()) {
                    visitor.visit(entry.getName());
                }
            }
        } catch (Ended | ZipException | EOFException broken) {
            refused.accept(zip.reached, notReadOn(broken));
            return;
        }
        if (entries == 0) {
            throw FailedCall.rejected(new Failure.Invalid("archive", "This zip is empty, or broken at its beginning."));
        }
    }

    private @Nullable ZipEntry nextEntry() throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException noName) {
            zip.reached = "after " + zip.reached;
            throw new ZipException("a name that is no text");
        }
    }

    private static Failure notReadOn(IOException broken) {
        String told = String.valueOf(broken.getMessage());
        String message = broken instanceof Ended
                ? told
                : told.contains("encrypted")
                        ? "It is encrypted, and so the archive can't be read on. Pack it without a password."
                        : "The archive is broken here and can't be read on. Pack it again.";
        return new Failure.Invalid("archive", message);
    }

    private void file(String name, Consumer<ImportFile> taken, BiConsumer<String, Failure> refused) throws IOException {
        Path file = Files.createTempFile(limits.folder(), "entry-", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                unpack(out);
            }
            fault(name, file)
                    .ifPresentOrElse(
                            fault -> refused.accept(name, new Failure.Invalid("archive", fault)),
                            () -> taken.accept(new ImportFile(name, file)));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Whether a file begins as a zip does. */
    static boolean isZip(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] beginning = content.readNBytes(ARCHIVE.length);
            return Arrays.equals(beginning, ARCHIVE) || Arrays.equals(beginning, EMPTY_ARCHIVE);
        }
    }

    private static Optional<String> fault(String name, Path file) throws IOException {
        if (LEADS_OUT.matcher(name).matches()) {
            return Optional.of("Its name leads out of the archive.");
        }
        return isZip(file) ? Optional.of("It is an archive within an archive. Import it by itself.") : Optional.empty();
    }

    private void unpack(OutputStream out) throws IOException {
        long packedBefore = packed.count;
        long length = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            length += read;
            unpacked += read;
            check(length, packed.count - packedBefore + buffer.length);
            out.write(buffer, 0, read);
        }
    }

    private void check(long length, long packedLength) throws Ended {
        if (length > limits.entryBytes()) {
            throw new Ended(
                    "It is over %,d bytes, more than tapedeck.import.max-size: the rest of the archive is not read."
                            .formatted(limits.entryBytes()));
        }
        if (unpacked > limits.allBytes()) {
            throw new Ended("The archive is over %,d bytes when unpacked: the rest is not read. Import it in parts."
                    .formatted(limits.allBytes()));
        }
        if (length > HARMLESS_BYTES && length / packedLength > RATIO) {
            throw new Ended(
                    "It grows over %d-fold when unpacked: the rest of the archive is not read. Import it by itself."
                            .formatted(RATIO));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
