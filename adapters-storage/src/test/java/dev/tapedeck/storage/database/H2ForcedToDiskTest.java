package dev.tapedeck.storage.database;

import dev.tapedeck.storage.database.h2.H2;
import io.quarkus.test.junit.QuarkusTest;

/** Everything holds as well when each commit is forced to the disk. */
@QuarkusTest
class H2ForcedToDiskTest extends DatabaseStorePromises {
    H2ForcedToDiskTest() {
        super(H2.engine(true));
    }
}
