package dev.tapedeck.storage.database;

import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PostgreSqlBuildStoreTest extends DatabaseBuildPromises {
    PostgreSqlBuildStoreTest() {
        super(PostgreSql.engine());
    }
}
