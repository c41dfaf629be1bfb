package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import dev.tapedeck.exchange.VirtualTime;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The file store keeps the promises of every store, and leaves nothing but sound documents. */
final class FileCassetteStoreTest extends CassetteStoreContract {
    @TempDir
    private Path folder;

    private final List<FolderEvent> events = new CopyOnWriteArrayList<>();
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
    void onlySoundDocumentsAreLeft() {
        store.close();
        try (FileCassetteStore restarted = new FileCassetteStore(folder, 0, new VirtualTime(), events::add)) {
            restarted.recover(); // drops fresh takes that the test has left
        }
        assertThat(events).hasOnlyElementsOfType(FolderEvent.Dropped.class);
        FolderFiles.assertSound(folder);
    }
}
