package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.SessionLedgerContract;
import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
class PostgreSqlSessionLedgerTest extends SessionLedgerContract {
    private final Sql sql = new Sql(PostgreSql.engine());
    private final SessionLedger ledger = new DatabaseSessionLedger(new Database(PostgreSql.engine(), Optional.empty()));

    @Override
    protected SessionLedger ledger() {
        return ledger;
    }

    @Override
    protected void timePasses(Duration passing) {
        sql.execute("update session set used_at = used_at - interval '%d seconds'".formatted(passing.toSeconds()));
    }

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from session");
    }
}
