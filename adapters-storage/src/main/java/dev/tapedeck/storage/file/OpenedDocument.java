package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.document.DocumentScan;
import dev.tapedeck.storage.document.DocumentSource;
import dev.tapedeck.storage.document.ScannedInteraction;
import dev.tapedeck.storage.document.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a look into a document's file found. */
sealed interface OpenedDocument {
    /**
     * It can be read.
     *
     * @param stamp the file that was read
     */
    record Readable(Stamp stamp, KeyRecipe recipe, TakeIndex index) implements OpenedDocument {}

    /** There is no such file. */
    record Missing() implements OpenedDocument {}

    /** It is damaged. */
    record Corrupt(Stamp stamp, Failure.Unreadable why) implements OpenedDocument {}

    /** It is whole, but nothing that this version reads. */
    record Refused(Stamp stamp, Failure.Unreadable why) implements OpenedDocument {}

    /** Somebody was writing it meanwhile. */
    record Changing() implements OpenedDocument {}

    /** How often a file is read again that was replaced meanwhile. */
    int ATTEMPTS = 5;

    /** Reads the whole file. */
    static OpenedDocument at(Path file) throws IOException {
        OpenedDocument opened = new Changing();
        for (int attempt = 0; attempt < ATTEMPTS && opened instanceof Changing; attempt++) {
            Optional<Stamp> stamp = Stamp.of(file);
            opened = stamp.isPresent() ? read(file, stamp.get()) : new Missing();
        }
        return opened;
    }

    private static OpenedDocument read(Path file, Stamp stamp) throws IOException {
        TakeIndex index = new TakeIndex();
        DocumentScan scan = DocumentScan.of(
                DocumentSource.of(file), interaction -> index.inDocument(interaction, spot(file, interaction)));
        if (!Stamp.of(file).equals(Optional.of(stamp))) {
            return new Changing();
        }
        return switch (scan) {
            case DocumentScan.Readable readable ->
                new Readable(stamp, readable.head().recipe(), index);
            case DocumentScan.Corrupt corrupt -> new Corrupt(stamp, corrupt.why());
            case DocumentScan.Refused refused -> new Refused(stamp, refused.why());
        };
    }

    private static Spot spot(Path file, ScannedInteraction interaction) {
        Span span = interaction.span();
        if (span.length() > Integer.MAX_VALUE) {
            throw FailedCall.rejected(
                    new Failure.Unreadable("%s: interaction #%d is over 2 GiB; take it out to read the rest."
                            .formatted(file.getFileName(), interaction.entry().number())));
        }
        return new Spot(span.offset(), (int) span.length());
    }
}
