package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import dev.tapedeck.exchange.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The file store keeps the promises of every store, and leaves nothing but sound documents. */
final class FileCassetteStoreTest extends CassetteStoreContract {
    @TempDir
    private Path folder;

    private final List<FolderEvent> events = new ArrayList<>();
    private FileCassetteStore store;

    @BeforeEach
    void open() {
        store = new FileCassetteStore(folder, 10_000_000, new VirtualTime(), events::add);
    }

    @Override
    protected CassetteStore store() {
        return store;
    }

    @AfterEach
    void whatIsLeftIsCanonicalDocumentsAndNothingElse() throws IOException {
        store.close();
        new FileCassetteStore(folder, 0, new VirtualTime(), events::add).recover();
        assertThat(events).allMatch(event -> event instanceof FolderEvent.Dropped);
        Documents.assertSound(folder);
    }
}
