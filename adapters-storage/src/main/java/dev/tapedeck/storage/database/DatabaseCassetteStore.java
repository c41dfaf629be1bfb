package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.cache.InteractionCache;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ForkJoinPool;

/**
 * Cassettes in a database. Recordings are committed together; readers have transactions of their own. Needs no request
 * context, so any thread may call.
 */
public final class DatabaseCassetteStore implements CassetteStore, AutoCloseable {
    private final boolean shared;
    private final DatabaseTransaction transaction;
    private final Nodes nodes;
    private final Writers writers;
    private final Shelf shelf;
    private final Tapes tapes;
    private final InteractionCache cache;

    /** @param cacheBytes how many bytes of interactions are kept in memory */
    public DatabaseCassetteStore(Database database, long cacheBytes) {
        Tables tables = database.engine().tables();
        shared = database.engine().shared();
        transaction = database.transaction();
        nodes = database.nodes();
        writers = shared ? new WriterPerTake(transaction) : new OneWriter(transaction);
        shelf = new Shelf(tables);
        tapes = new Tapes(tables);
        cache = new InteractionCache(cacheBytes, ForkJoinPool.commonPool());
    }

    /**
     * Drops the takes that were begun and never adopted by nodes that are gone: a crash left them. To be called before the
     * first session opens.
     *
     * @return how many there were
     */
    public int recover() {
        return writers.alone(nodes::dropLeft, dropped -> {});
    }

    @Override
    public Cassette create(CassetteName name, KeyRecipe recipe, Instant now) {
        return writers.alone(() -> shelf.create(name, recipe, now), made -> {});
    }

    @Override
    public Optional<Cassette> find(CassetteName name) {
        return transaction.call(() -> shelf.find(name));
    }

    @Override
    public List<Cassette> list(Optional<CassetteName> after, int limit) {
        return transaction.call(() -> shelf.list(after, limit));
    }

    /** Nothing: a row that can't be read fails whoever reads it. */
    @Override
    public SortedMap<CassetteName, Failure.Unreadable> unreadable() {
        return Collections.emptySortedMap();
    }

    @Override
    public void delete(CassetteName name) {
        writers.alone(() -> shelf.delete(name), takes -> takes.forEach(cache::removed));
    }

    @Override
    public void rename(CassetteName name, CassetteName newName) {
        alone(() -> shelf.rename(name, newName), () -> {});
    }

    @Override
    public TakeId beginTake(CassetteName name) {
        return writers.alone(
                () -> {
                    TakeId take = shelf.beginTake(name);
                    nodes.began(take);
                    return take;
                },
                take -> {});
    }

    @Override
    public void adoptTake(CassetteName name, TakeId take, Instant now) {
        writers.alone(() -> shelf.adopt(name, take, now), old -> old.ifPresent(cache::removed));
    }

    @Override
    public void dropTake(TakeId take) {
        alone(() -> shelf.drop(take), () -> cache.removed(take));
    }

    @Override
    public int begin(TakeId take, Ticket ticket) {
        return writers.together(take, () -> tapes.begin(take, ticket));
    }

    @Override
    public void finish(TakeId take, int number, Ending ending) {
        writers.together(take, () -> tapes.finish(take, number, ending));
    }

    @Override
    public void append(TakeId take, List<Interaction> interactions) {
        alone(() -> tapes.append(take, interactions), () -> {});
    }

    @Override
    public void settle(CassetteName name) {
        // rows are as they rest at any time
        if (find(name).isEmpty()) {
            throw StoreFailures.unknown(name);
        }
    }

    @Override
    public void remove(TakeId take, int number) {
        alone(() -> tapes.remove(take, number), () -> cache.removed(take, number));
    }

    @Override
    public List<Tape.Entry> entries(TakeId take) {
        return transaction.call(() -> tapes.entries(take));
    }

    @Override
    public List<Interaction> interactions(TakeId take, int afterNumber, int limit) {
        return transaction.call(() -> tapes.interactions(take, afterNumber, limit));
    }

    @Override
    public Optional<Interaction> find(TakeId take, int number) {
        Optional<Interaction> cached = cache.find(take, number);
        if (cached.isPresent() && shared && !transaction.call(() -> tapes.exists(take, number))) {
            cache.removed(take, number);
            return Optional.empty();
        }
        return cached.or(() -> cache.load(take, number, () -> transaction.call(() -> tapes.find(take, number))));
    }

    /** Nothing is at hand in a database that is shared: another node may have removed it. */
    @Override
    public Optional<Interaction> findInMemory(TakeId take, int number) {
        return shared ? Optional.empty() : cache.find(take, number);
    }

    /** Takes no more changes, waits until those under way are durable, and takes leave of the other nodes. */
    @Override
    public void close() {
        writers.close();
        try {
            transaction.run(nodes::leave);
        } catch (FailedCall down) {
            // they will see that this node is gone
        }
    }

    private void alone(Runnable change, Runnable committed) {
        writers.alone(
                () -> {
                    change.run();
                    return true;
                },
                done -> committed.run());
    }
}
