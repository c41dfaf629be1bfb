package dev.tapedeck.web.transfer;

import dev.tapedeck.transfer.ImportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a client sent, in temporary files that go when it is closed.
 *
 * @param folder holds the files, and nothing else
 * @param files in the order in which they came
 * @param fields the fields of a form, beside its files
 * @param fingerprint the SHA-256 of the whole body, in hex
 */
public record Upload(Path folder, List<ImportFile> files, Map<String, String> fields, String fingerprint)
        implements AutoCloseable {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    public Upload {
        files = List.copyOf(files);
        fields = Map.copyOf(fields);
    }

    /** Whether a file begins as a zip does. */
    public static boolean isZip(ImportFile file) throws IOException {
        try (InputStream content = Files.newInputStream(file.content())) {
            return Arrays.equals(content.readNBytes(ZIP.length), ZIP);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("The temporary folder %s can't be deleted.".formatted(folder), left);
        }
    }
}
