package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;

/** Who is at work on a database. Every method needs a transaction. Thread-safe. */
interface Nodes {
    /** Notes that this node has begun a take. */
    void began(TakeId take);

    /**
     * Drops what nodes left that are gone: takes never adopted, sessions that nobody else uses.
     *
     * @return how many takes there were
     */
    int dropLeft();

    /** This node goes in good order. */
    void leave();
}
