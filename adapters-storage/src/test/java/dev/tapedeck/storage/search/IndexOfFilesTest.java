package dev.tapedeck.storage.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.InteractionIndex;
import dev.tapedeck.cassette.InteractionIndexContract;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.storage.file.FileCassetteStore;
import dev.tapedeck.storage.search.Source.Takes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexOfFilesTest extends InteractionIndexContract {
    private final WatchedRedactor redactor = new WatchedRedactor();

    @TempDir
    private Path data = Path.of("");

    private Optional<FileCassetteStore> store = Optional.empty();
    private Optional<LuceneInteractionIndex> index = Optional.empty();

    @BeforeEach
    void open() {
        FileCassetteStore files = new FileCassetteStore(cassettes(), 0, new VirtualTime(Examples.NOON), event -> {});
        store = Optional.of(files);
        index = Optional.of(LuceneInteractionIndex.in(
                data.resolve("search"),
                new Source(files, Takes.OF_THIS_PROCESS, redactor),
                new VirtualTime(),
                report -> {}));
    }

    @AfterEach
    void close() {
        index.ifPresent(LuceneInteractionIndex::close);
        store.ifPresent(FileCassetteStore::close);
    }

    private Path cassettes() {
        return data.resolve("cassettes");
    }

    private void restart() {
        close();
        redactor.seen();
        open();
    }

    @Override
    protected CassetteStore store() {
        return store.orElseThrow();
    }

    @Override
    protected InteractionIndex index() {
        return index.orElseThrow();
    }

    private Cassette checkout() {
        return store().find(CHECKOUT).orElseThrow();
    }

    @Test
    void documentsThatHaveNotChangedAreNotReadAgainAfterARestart() {
        // Given
        take(GREETING);
        recorded(take(CHECKOUT), "parcel", "ok");
        store().settle(CHECKOUT);
        caughtUp();

        // When
        restart();

        // Then
        assertThat(found(checkout().take(), "parcel")).containsExactly(1);
        assertThat(redactor.seen()).isEmpty();
    }

    @Test
    void aDocumentEditedByHandIsReadAgain() throws IOException {
        // Given
        recorded(take(CHECKOUT), "parcel", "ok");
        store().settle(CHECKOUT);
        caughtUp();
        close();
        Path document = cassettes().resolve("checkout.json");
        Files.write(
                document,
                Files.readString(document, UTF_8).replace("\"ok", "\"no").getBytes(UTF_8));

        // When
        open();

        // Then
        assertThat(found(checkout().take(), "ok")).isEmpty();
        assertThat(index().count(SearchQuery.ALL).takes())
                .containsOnlyKeys(checkout().take());
    }

    @Test
    void aDocumentReplacedWhileItIsServedIsReadAnew() throws IOException {
        // Given
        recorded(take(CHECKOUT), "parcel", "ok");
        store().settle(CHECKOUT);
        caughtUp();
        Path document = cassettes().resolve("checkout.json");

        // When
        Files.write(
                document,
                Files.readString(document, UTF_8).replace("parcel", "letter").getBytes(UTF_8));

        // Then
        checkout();
        assertThat(found(checkout().take(), "letter")).containsExactly(1);
        assertThat(found(checkout().take(), "parcel")).isEmpty();
    }
}
