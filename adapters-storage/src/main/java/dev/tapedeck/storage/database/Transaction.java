package dev.tapedeck.storage.database;

/** Does work in a database transaction of its own. */
interface Transaction {
    /**
     * Does the work and commits it, whatever becomes of this process then. May do the work more than once.
     *
     * @throws dev.tapedeck.exchange.FailedCall with {@code StoreDown} if the database doesn't answer or can't do it, with
     *     {@code Conflict} if others were in the way; nothing has changed then
     * @throws RefusedStatement if the database doesn't take what it is given; nothing has changed then either
     */
    void run(Runnable work);

    /** Makes what was committed survive a power cut, if it is to and doesn't by itself. */
    void forceToDisk();

    /** Whether the database answers at all. */
    boolean answers();
}
