package dev.tapedeck.web.transfer;

import dev.tapedeck.transfer.ImportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    public Upload {
        files = List.copyOf(files);
        fields = Map.copyOf(fields);
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
