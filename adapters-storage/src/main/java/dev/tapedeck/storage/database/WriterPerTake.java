package dev.tapedeck.storage.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A writer for each take, for a database with several nodes: a transaction locks the rows of one take only, so nodes
 * never wait for each other in a circle, and a take that another node has locked holds up no other. Changes that belong
 * to no group are committed by their callers.
 */
final class WriterPerTake implements Writers {
    /** After how long without a change a writer is forgotten: long after the last of its callers went on. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private final Transaction transaction;
    private final LoadingCache<TakeId, GroupCommit> writers;
    private volatile boolean closed;

    WriterPerTake(Transaction transaction) {
        this.transaction = transaction;
        writers = Caffeine.newBuilder().expireAfterAccess(FORGOTTEN).build(take -> new GroupCommit(transaction));
    }

    @Override
    public <T> T together(TakeId take, Supplier<T> change) {
        checkOpen();
        return writers.get(take).together(change);
    }

    @Override
    public <T> T alone(Supplier<T> change, Consumer<T> committed) {
        checkOpen();
        Pending<T> pending = new Pending<>(change, committed, true);
        transaction.run(pending::apply);
        pending.succeed();
        return pending.await();
    }

    private void checkOpen() {
        if (closed) {
            throw FailedCall.rejected(GroupCommit.CLOSED);
        }
    }

    @Override
    public void close() {
        closed = true;
        writers.asMap().values().forEach(GroupCommit::close);
    }
}
