package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.ArchiveReport.FileReport;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All cassettes of a store as one zip of documents, and any zip of recordings as cassettes. The same cassettes give the
 * same archive, byte for byte. Thread-safe.
 */
public final class Archive {
    /** The time that every entry bears: the first that the format knows. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int PAGE = 100;
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

    /** Writes every cassette as {@code <name>.json}, in order of name. */
    public void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        Optional<Cassette> last = Optional.empty();
        List<Cassette> page;
        do {
            page = store.list(last.map(Cassette::name), PAGE);
            for (Cassette cassette : page) {
                add(cassette, zip);
                last = Optional.of(cassette);
            }
        } while (page.size() == PAGE);
        zip.finish();
    }

    private void add(Cassette cassette, ZipOutputStream zip) throws IOException {
        Exports.Export export = exports.export(cassette.name(), Exports.TAPEDECK);
        ZipEntry entry = new ZipEntry(export.fileName());
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        export.writeTo(new StaysOpen(zip));
        zip.closeEntry();
    }

    /** A writer may close what it was given; the archive goes on. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /**
     * Brings each file of a zip into a cassette named after it. A file that can't be brought in doesn't keep the others
     * out; an archive that can't be read on ends there.
     *
     * @throws FailedCall {@code Invalid}, if it is no zip or holds no file
     */
    public ArchiveReport bring(ImportFile zip, ImportChoices choices) throws IOException {
        List<FileReport> files = new ArrayList<>();
        NamesFromFiles names = new NamesFromFiles();
        try (ZipReader entries = new ZipReader(zip, limits)) {
            entries.forEach(
                    file -> files.add(report(file, names, choices)),
                    (name, failure) -> files.add(new FileReport.Refused(name, failure)));
        }
        return new ArchiveReport(files);
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
