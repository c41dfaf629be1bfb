package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One writer for everything: fewest commits, where nobody else writes to the database. */
final class OneWriter implements Writers {
    private final GroupCommit writer;

    OneWriter(Transaction transaction) {
        writer = new GroupCommit(transaction);
    }

    @Override
    public <T> T together(TakeId take, Supplier<T> change) {
        return writer.together(change);
    }

    @Override
    public <T> T alone(Supplier<T> change, Consumer<T> committed) {
        return writer.alone(change, committed);
    }

    @Override
    public void close() {
        writer.close();
    }
}
