package dev.tapedeck.storage.database;

import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PostgreSqlCassetteStoreTest extends DatabaseStorePromises {
    PostgreSqlCassetteStoreTest() {
        super(PostgreSql.engine());
    }
}
