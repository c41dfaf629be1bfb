package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
class DatabaseCassetteStoreTest extends CassetteStoreContract {
    private final DatabaseCassetteStore store = new DatabaseCassetteStore(10_000_000);

    @Override
    protected CassetteStore store() {
        return store;
    }

    @BeforeEach
    void emptyTheDatabase() {
        store.list(Optional.empty(), Integer.MAX_VALUE).stream()
                .map(Cassette::name)
                .forEach(store::delete);
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }
}
