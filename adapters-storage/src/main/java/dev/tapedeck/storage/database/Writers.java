package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Commits changes: those of a take in groups, others each by itself. Thread-safe. */
interface Writers extends AutoCloseable {
    /** Waits until the change of that take is committed, maybe together with others. */
    <T> T together(TakeId take, Supplier<T> change);

    /**
     * Waits until the change is committed in a transaction of its own.
     *
     * @param committed done after the commit and before this returns
     */
    <T> T alone(Supplier<T> change, Consumer<T> committed);

    /** Takes no more changes, and waits until those under way are committed. */
    @Override
    void close();
}
