package dev.tapedeck.storage.database;

import dev.tapedeck.storage.database.h2.H2;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class H2RunLogTest extends DatabaseRunPromises {
    H2RunLogTest() {
        super(H2.engine(true));
    }
}
