package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.ArchiveReport.FileReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All cassettes of a store as one zip of documents, and any zip of recordings as cassettes. The same cassettes give the
 * same archive, byte for byte. Thread-safe.
 */
public final class Archive {
    /** The time that every entry bears: the first that the format knows. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** The entry that names what could not be exported; it is no recording. */
    private static final String LEFT_OUT = "NOT-EXPORTED.txt";

    private static final int NOTES_PER_FILE = 10;

    private final CassetteStore store;
    private final Exports exports;
    private final Imports imports;
    private final Limits limits;

    /**
     * What is read of an archive. Its entries go through a temporary file each, one after the other.
     *
     * @param folder for the temporary files
     * @param entryBytes how large an entry may be, unpacked
     * @param allBytes how large they may be together
     * @param entries how many there may be
     */
    public record Limits(Path folder, long entryBytes, long allBytes, int entries) {}

    public Archive(CassetteStore store, Exports exports, Imports imports, Limits limits) {
        this.store = store;
        this.exports = exports;
        this.imports = imports;
        this.limits = limits;
    }

    /** All cassettes, ready to be written; what can't be read is known as far as the store knows it now. */
    public Export export() {
        store.all(Optional.empty()).forEach(cassette -> {});
        return new Export(store.unreadable());
    }

    /** An archive that is ready to be written, once. */
    public final class Export {
        private final SortedMap<CassetteName, Failure.Unreadable> leftOut;

        private Export(SortedMap<CassetteName, Failure.Unreadable> unreadable) {
            this.leftOut = new TreeMap<>(unreadable);
        }

        /** The cassettes that are not in the archive, and why; all of them are known once it is written. */
        public SortedMap<CassetteName, Failure.Unreadable> leftOut() {
            return Collections.unmodifiableSortedMap(leftOut);
        }

        /** Writes every cassette as {@code <name>.json}, in order of name, and at the end what is left out. */
        public void writeTo(OutputStream out) throws IOException {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Iterator<Cassette> shelf = store.all(Optional.empty()).iterator(); shelf.hasNext(); ) {
                add(shelf.next().name(), zip);
            }
            if (!leftOut.isEmpty()) {
                entry(zip, LEFT_OUT);
                zip.write(told().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.finish();
        }

        /** By way of a file of its own: what turns out to be unreadable leaves no half entry. */
        private void add(CassetteName name, ZipOutputStream zip) throws IOException {
            Path document = Files.createTempFile(limits.folder(), "document-", ".tmp");
            try {
                Exports.Export export = exports.export(name, Exports.TAPEDECK);
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(document))) {
                    export.writeTo(out);
                }
                leftOut.remove(name);
                entry(zip, export.fileName());
                Files.copy(document, zip);
                zip.closeEntry();
            } catch (FailedCall failed) {
                if (failed.failure() instanceof Failure.Unreadable why) {
                    leftOut.put(name, why);
                } else if (!(failed.failure() instanceof Failure.Unknown)) { // else it was deleted meanwhile
                    throw failed;
                }
            } finally {
                Files.deleteIfExists(document);
            }
        }

        private String told() {
            return leftOut.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue().message() + "\n")
                    .collect(Collectors.joining(
                            "", "These cassettes can't be read and are not in this archive:\n\n", ""));
        }
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    /**
     * Brings each file of a zip into a cassette named after it. A file that can't be brought in doesn't keep the others
     * out; an archive that can't be read on ends there.
     *
     * @throws FailedCall {@code Invalid}, if it is no zip or holds no file
     */
    public ArchiveReport bring(ImportFile zip, ImportChoices choices) throws IOException {
        if (!ZipReader.isZip(zip.content())) {
            throw noZip(imports.formatOf(zip));
        }
        List<FileReport> files = new ArrayList<>();
        NamesFromFiles names = new NamesFromFiles(names(zip));
        try (ZipReader entries = new ZipReader(zip, limits)) {
            entries.forEach(
                    file -> {
                        if (!file.name().equals(LEFT_OUT)) {
                            files.add(report(file, names, choices));
                        }
                    },
                    (name, failure) -> files.add(new FileReport.Refused(name, failure)));
        }
        return new ArchiveReport(files);
    }

    private static FailedCall noZip(Optional<String> format) {
        String what = format.map("This is no zip but a recording in the format '%s'."::formatted)
                .orElse("This is no zip archive.");
        return FailedCall.rejected(new Failure.Invalid(
                "archive",
                what + " Send a single file to POST /api/v1/cassettes/{name}/import, a folder as a zip here."));
    }

    private List<String> names(ImportFile zip) throws IOException {
        try (ZipReader entries = new ZipReader(zip, limits)) {
            return entries.names();
        }
    }

    private FileReport report(ImportFile file, NamesFromFiles names, ImportChoices choices) {
        try {
            return new FileReport.Imported(
                    file.name(), imports.bring(file, names.next(file.name()), choices, NOTES_PER_FILE));
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.StoreDown) {
                throw failed;
            }
            return new FileReport.Refused(file.name(), failed.failure());
        }
    }
}
