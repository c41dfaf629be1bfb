package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.InteractionIndex;
import dev.tapedeck.cassette.InteractionIndexContract;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.storage.database.Database;
import dev.tapedeck.storage.database.DatabaseCassetteStore;
import dev.tapedeck.storage.database.h2.H2;
import dev.tapedeck.storage.search.Source.Takes;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
class IndexOfTheDatabaseTest extends InteractionIndexContract {
    private final DatabaseCassetteStore store =
            new DatabaseCassetteStore(new Database(H2.engine(false), Optional.empty()), 1_000_000);
    private final LuceneInteractionIndex index = LuceneInteractionIndex.inMemory(
            new Source(store, Takes.LASTING, new WatchedRedactor()), new VirtualTime(), report -> {});

    @Override
    protected CassetteStore store() {
        return store;
    }

    @Override
    protected InteractionIndex index() {
        return index;
    }

    @BeforeEach
    void emptyTheStore() {
        store.list(Optional.empty(), 1_000).stream().map(Cassette::name).forEach(store::delete);
    }

    @AfterEach
    void leave() {
        index.close();
        store.close();
    }
}
