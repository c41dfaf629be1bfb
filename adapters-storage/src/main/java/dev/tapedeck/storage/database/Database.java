package dev.tapedeck.storage.database;

import java.util.Optional;

/** A database and this process's part in it: what the store and the ledger of one node share. Thread-safe. */
public final class Database {
    private final Engine engine;
    private final DatabaseTransaction transaction;
    private final Nodes nodes;

    /** @param url as it is set, without user and password; none for the default one */
    public Database(Engine engine, Optional<String> url) {
        this.engine = engine;
        transaction = new DatabaseTransaction(engine, DatabaseName.of(url));
        nodes = engine.shared() ? new SharedNodes(transaction) : new OneNode(engine.tables());
    }

    Engine engine() {
        return engine;
    }

    DatabaseTransaction transaction() {
        return transaction;
    }

    Nodes nodes() {
        return nodes;
    }
}
