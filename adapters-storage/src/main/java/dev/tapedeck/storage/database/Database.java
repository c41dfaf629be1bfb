package dev.tapedeck.storage.database;

/** A database and this process's part in it: what the store and the ledger of one node share. Thread-safe. */
public final class Database {
    private final Engine engine;
    private final DatabaseTransaction transaction;
    private final Nodes nodes;

    public Database(Engine engine) {
        this.engine = engine;
        transaction = new DatabaseTransaction(engine);
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
