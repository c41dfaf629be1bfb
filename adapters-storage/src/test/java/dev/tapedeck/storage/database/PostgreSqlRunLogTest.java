package dev.tapedeck.storage.database;

import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PostgreSqlRunLogTest extends DatabaseRunPromises {
    PostgreSqlRunLogTest() {
        super(PostgreSql.engine());
    }
}
