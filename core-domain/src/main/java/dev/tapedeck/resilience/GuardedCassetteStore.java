package dev.tapedeck.resilience;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A cassette store that may be down for a while, such as a database on the network. What begins something passes a
 * circuit, reads are made again, and so is the end of an interaction, which was called and paid for. What cleans up passes
 * as it is.
 */
public final class GuardedCassetteStore implements CassetteStore {
    private final CassetteStore store;
    private final StoreCalls calls;

    public GuardedCassetteStore(CassetteStore store, StoreCalls calls) {
        this.store = store;
        this.calls = calls;
    }

    @Override
    public Cassette create(CassetteName name, KeyRecipe recipe, Instant now) {
        return calls.change(() -> store.create(name, recipe, now));
    }

    @Override
    public Optional<Cassette> find(CassetteName name) {
        return calls.read("find", () -> store.find(name));
    }

    @Override
    public List<Cassette> list(Optional<CassetteName> after, int limit) {
        return calls.read("list", () -> store.list(after, limit));
    }

    @Override
    public SortedMap<CassetteName, Failure.Unreadable> unreadable() {
        return store.unreadable();
    }

    @Override
    public void delete(CassetteName name) {
        calls.change(() -> store.delete(name));
    }

    @Override
    public void rename(CassetteName name, CassetteName newName) {
        calls.change(() -> store.rename(name, newName));
    }

    @Override
    public TakeId beginTake(CassetteName name) {
        return calls.change(() -> store.beginTake(name));
    }

    @Override
    public void adoptTake(CassetteName name, TakeId take, Instant now) {
        store.adoptTake(name, take, now);
    }

    @Override
    public void dropTake(TakeId take) {
        store.dropTake(take);
    }

    @Override
    public int begin(TakeId take, Ticket ticket) {
        return calls.change(() -> store.begin(take, ticket));
    }

    @Override
    public void finish(TakeId take, int number, Ending ending) {
        calls.end("finish", () -> store.finish(take, number, ending));
    }

    @Override
    public void append(TakeId take, List<Interaction> interactions) {
        calls.change(() -> store.append(take, interactions));
    }

    @Override
    public void remove(TakeId take, int number) {
        store.remove(take, number);
    }

    @Override
    public void settle(CassetteName name) {
        store.settle(name);
    }

    @Override
    public List<Tape.Entry> entries(TakeId take) {
        return calls.read("entries", () -> store.entries(take));
    }

    @Override
    public List<Interaction> interactions(TakeId take, int afterNumber, int limit) {
        return calls.read("interactions", () -> store.interactions(take, afterNumber, limit));
    }

    @Override
    public Optional<Interaction> find(TakeId take, int number) {
        return calls.read("find", () -> store.find(take, number));
    }

    @Override
    public Optional<Interaction> findInMemory(TakeId take, int number) {
        return store.findInMemory(take, number);
    }
}
