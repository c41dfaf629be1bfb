package dev.tapedeck.storage.database;

import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PostgreSqlArtifactStoreTest extends DatabaseArtifactPromises {
    PostgreSqlArtifactStoreTest() {
        super(PostgreSql.engine());
    }
}
