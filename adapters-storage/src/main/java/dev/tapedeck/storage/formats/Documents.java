package dev.tapedeck.storage.formats;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.storage.document.DocumentReader;
import dev.tapedeck.storage.document.DocumentSource;
import dev.tapedeck.storage.document.DocumentWriter;
import dev.tapedeck.transfer.ExportedCassette;
import dev.tapedeck.transfer.ImportFile;
import dev.tapedeck.transfer.ImportSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Tapedeck's own cassette documents. */
final class Documents {
    static final String FORMAT = "tapedeck";

    /** What a document calls its format. */
    static final String NAME = "tapedeck-cassette";

    private Documents() {}

    static void read(ImportFile file, ImportLimits limits, ImportSink sink) throws IOException {
        DocumentSource source = new DocumentSource(file.name(), () -> Opened.file(file, limits));
        try (DocumentReader reader = DocumentReader.open(source)) {
            sink.recipe(reader.head().recipe());
            for (Optional<Interaction> next = reader.next(); next.isPresent(); next = reader.next()) {
                sink.interaction(next.get());
            }
        }
    }

    static void write(ExportedCassette cassette, OutputStream out) throws IOException {
        DocumentWriter writer = new DocumentWriter(out, cassette.name(), cassette.recipe());
        try (Stream<Interaction> interactions = cassette.interactions().get()) {
            for (Iterator<Interaction> all = interactions.iterator(); all.hasNext(); ) {
                writer.add(all.next());
            }
        }
        writer.end();
    }
}
