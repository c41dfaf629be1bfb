package dev.tapedeck.storage.database;

/** Does work in a database transaction of its own. */
interface Transaction {
    /**
     * Does the work and commits it; it is durable when this returns.
     *
     * @throws dev.tapedeck.exchange.FailedCall with {@code StoreDown} if the database refused or doesn't answer; nothing
     *     has changed then
     */
    void run(Runnable work);

    /** Whether the database answers at all. */
    boolean answers();
}
