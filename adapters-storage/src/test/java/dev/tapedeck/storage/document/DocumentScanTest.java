package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.response;
import static dev.tapedeck.cassette.Examples.ticket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentScanTest {
    private static final byte[] DOCUMENT = Documents.bytes(
            Documents.CHECKOUT,
            KeyRecipe.DEFAULT,
            List.of(new Interaction(1, ticket("hello"), ending(response("{\"answer\":42}")))));

    private static DocumentScan scan(byte[] document) throws IOException {
        return DocumentScan.of(Documents.source(document), any -> {});
    }

    private static DocumentScan scan(String document) throws IOException {
        return scan(document.getBytes(UTF_8));
    }

    @Test
    void aScanTellsWhatEachInteractionIsAndWhereItStands(@TempDir Path folder) throws IOException {
        // Given
        List<Interaction> interactions = new RandomInteractions(21).interactions(1_000);
        byte[] document = Documents.bytes(Documents.CHECKOUT, KeyRecipe.DEFAULT, interactions);
        Path file = Files.write(folder.resolve("checkout.json"), document);
        List<ScannedInteraction> scanned = new ArrayList<>();

        // When
        DocumentScan scan = DocumentScan.of(DocumentSource.of(file), scanned::add);

        // Then
        assertThat(scan)
                .isEqualTo(new DocumentScan.Readable(
                        new DocumentHead(DocumentVersion.CURRENT, Documents.CHECKOUT, KeyRecipe.DEFAULT)));
        assertThat(scanned).hasSameSizeAs(interactions);
        for (int at = 0; at < scanned.size(); at++) {
            ScannedInteraction found = scanned.get(at);
            Interaction there = interactions.get(at);
            assertThat(found).isEqualTo(ScannedInteraction.of(there, found.span()));
            int from = (int) found.span().offset();
            byte[] bytes =
                    Arrays.copyOfRange(document, from, from + (int) found.span().length());
            assertThat(InteractionJson.interaction("checkout.json", bytes)).isEqualTo(there);
        }
    }

    @Test
    void aDocumentCutAnywhereIsCorrupt() throws IOException {
        for (int length = 0; length < DOCUMENT.length - 1; length++) {
            assertThat(scan(Arrays.copyOf(DOCUMENT, length)))
                    .as("cut at %d", length)
                    .isInstanceOf(DocumentScan.Corrupt.class);
        }
        assertThat(scan(Arrays.copyOf(DOCUMENT, DOCUMENT.length - 1))).isInstanceOf(DocumentScan.Readable.class);
    }

    @Test
    void aFileOfZerosIsCorrupt() throws IOException {
        assertThat(scan(new byte[4096])).isInstanceOf(DocumentScan.Corrupt.class);
    }

    @Test
    void whatIsWholeButUnknownIsRefused() throws IOException {
        // Given
        String document = new String(DOCUMENT, UTF_8);

        // When, Then
        assertThat(scan(document.replace("\"version\": 1,\n  \"name\"", "\"version\": 2,\n  \"name\"")))
                .isInstanceOf(DocumentScan.Refused.class);
        assertThat(scan(document.replace("\"lane\"", "\"lanes\""))).isInstanceOf(DocumentScan.Refused.class);
        assertThat(scan("{\"log\":{}}")).isInstanceOf(DocumentScan.Refused.class);
        assertThat(scan("[1,[2],{}]")).isInstanceOf(DocumentScan.Refused.class);
        assertThat(scan("\ufeff" + document)).isInstanceOf(DocumentScan.Refused.class);
    }

    @Test
    void whatIsUnknownAndTornIsCorrupt() throws IOException {
        // Given
        String document = new String(DOCUMENT, UTF_8).replace("\"lane\"", "\"lanes\"");

        // When, Then
        assertThat(scan(document.substring(0, document.length() - 3))).isInstanceOf(DocumentScan.Corrupt.class);
        assertThat(scan(document + "]")).isInstanceOf(DocumentScan.Corrupt.class);
        assertThat(scan(document + "{}")).isInstanceOf(DocumentScan.Corrupt.class);
    }
}
