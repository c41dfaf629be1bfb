package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.GatheredImport;
import dev.tapedeck.transfer.ImportFile;
import dev.tapedeck.transfer.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A file that was brought in.
 *
 * @param format what it was found to be
 */
record Brought(String format, GatheredImport gathered) {
    static final String NAME = "brought.file";

    static Brought in(String content) {
        return in(Bytes.utf8(content));
    }

    static Brought in(Bytes content) {
        return in(content, ImportLimits.DEFAULT);
    }

    static Brought in(Bytes content, ImportLimits limits) {
        GatheredImport gathered = new GatheredImport();
        try {
            Path file = Files.createTempFile("brought", ".file");
            try {
                Files.write(file, content.array());
                return new Brought(
                        new DefaultCassetteFormats(limits).read(new ImportFile(NAME, file), gathered), gathered);
            } finally {
                Files.delete(file);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** What a refused file was refused with. */
    static Failure refused(Bytes content, ImportLimits limits) {
        try {
            in(content, limits);
        } catch (FailedCall refused) {
            return refused.failure();
        }
        throw new AssertionError("The file was not refused.");
    }

    static Failure refused(String content) {
        return refused(Bytes.utf8(content), ImportLimits.DEFAULT);
    }

    static Bytes packed(Bytes content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(content.array());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(packed.toByteArray());
    }

    List<RecordedExchange> exchanges() {
        return gathered.exchanges();
    }

    /** The only one. */
    RecordedExchange exchange() {
        if (exchanges().size() != 1) {
            throw new AssertionError(
                    "There are %d exchanges.".formatted(exchanges().size()));
        }
        return exchanges().getFirst();
    }

    List<String> urls() {
        return exchanges().stream().map(RecordedExchange::url).toList();
    }

    List<String> skipped() {
        return gathered.skipped().stream().map(GatheredImport.Note::place).toList();
    }
}
