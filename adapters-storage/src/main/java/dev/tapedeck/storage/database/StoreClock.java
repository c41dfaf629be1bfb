package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.Time;
import java.time.Instant;

/** The time by which leases end: the database's own where several nodes share it. Thread-safe. */
final class StoreClock {
    private final Statements statements;
    private final boolean shared;
    private final Time time;

    StoreClock(Database database, Time time) {
        statements = new Statements(database.transaction());
        shared = database.engine().shared();
        this.time = time;
    }

    /** Needs a transaction; what is read before this was so before this time. */
    Instant now() {
        return shared
                ? statements
                        .first(Subject.BUILDS, row -> row.time("clock"), "select clock_timestamp() as clock")
                        .orElseThrow()
                : time.now();
    }
}
