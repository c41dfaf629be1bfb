package dev.tapedeck.storage.memory;

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
import dev.tapedeck.exchange.Failure;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cassettes in memory, gone with the process. The shelf is guarded by the store itself, each take by itself; no method
 * waits for anything else.
 */
public final class MemoryCassetteStore implements CassetteStore {
    private final NavigableMap<CassetteName, MemoryCassette> shelf = new TreeMap<>();
    private final Map<TakeId, MemoryTake> takes = new ConcurrentHashMap<>();
    /** Which cassette each take was begun for, by the name that cassette has now. */
    private final Map<TakeId, CassetteName> owners = new ConcurrentHashMap<>();

    private long lastTake;

    @Override
    public synchronized Cassette create(CassetteName name, KeyRecipe recipe, Instant now) {
        checkFree(name);
        MemoryCassette made = new MemoryCassette(name, recipe, now, now, newTake(name));
        shelf.put(name, made);
        return made.view();
    }

    @Override
    public synchronized Optional<Cassette> find(CassetteName name) {
        return Optional.ofNullable(shelf.get(name)).map(MemoryCassette::view);
    }

    @Override
    public synchronized List<Cassette> list(Optional<CassetteName> after, int limit) {
        NavigableMap<CassetteName, MemoryCassette> rest =
                after.map(name -> shelf.tailMap(name, false)).orElse(shelf);
        return rest.values().stream().limit(limit).map(MemoryCassette::view).toList();
    }

    @Override
    public SortedMap<CassetteName, Failure.Unreadable> unreadable() {
        return Collections.emptySortedMap();
    }

    @Override
    public synchronized void delete(CassetteName name) {
        cassette(name);
        shelf.remove(name);
        takesOf(name).forEach(this::forget);
    }

    @Override
    public synchronized void rename(CassetteName name, CassetteName newName) {
        MemoryCassette cassette = cassette(name);
        if (name.equals(newName)) {
            return;
        }
        checkFree(newName);
        shelf.remove(name);
        shelf.put(newName, cassette.named(newName));
        takesOf(name).forEach(take -> owners.put(take, newName));
    }

    @Override
    public synchronized TakeId beginTake(CassetteName name) {
        cassette(name);
        return newTake(name).id();
    }

    @Override
    public synchronized void adoptTake(CassetteName name, TakeId take, Instant now) {
        MemoryCassette cassette = cassette(name);
        if (!name.equals(owners.get(take))) {
            throw StoreFailures.unknown(take);
        }
        shelf.put(name, cassette.withTake(take(take), now));
        TakeId old = cassette.take().id();
        if (!old.equals(take)) {
            forget(old);
        }
    }

    @Override
    public synchronized void dropTake(TakeId take) {
        CassetteName owner = owners.get(take);
        if (owner == null) {
            throw StoreFailures.unknown(take);
        }
        if (cassette(owner).take().id().equals(take)) {
            throw StoreFailures.currentTake(take);
        }
        forget(take);
    }

    @Override
    public int begin(TakeId take, Ticket ticket) {
        return take(take).begin(ticket);
    }

    @Override
    public void finish(TakeId take, int number, Ending ending) {
        take(take).finish(number, ending);
    }

    @Override
    public void append(TakeId take, List<Interaction> interactions) {
        take(take).append(interactions);
    }

    @Override
    public void settle(CassetteName name) {
        // memory is as it rests at any time
        if (find(name).isEmpty()) {
            throw StoreFailures.unknown(name);
        }
    }

    @Override
    public void remove(TakeId take, int number) {
        take(take).remove(number);
    }

    @Override
    public List<Tape.Entry> entries(TakeId take) {
        return take(take).entries();
    }

    @Override
    public List<Interaction> interactions(TakeId take, int afterNumber, int limit) {
        return take(take).after(afterNumber, limit);
    }

    @Override
    public Optional<Interaction> find(TakeId take, int number) {
        return Optional.ofNullable(takes.get(take)).flatMap(found -> found.find(number));
    }

    @Override
    public Optional<Interaction> findInMemory(TakeId take, int number) {
        return find(take, number);
    }

    private MemoryTake newTake(CassetteName owner) {
        MemoryTake take = new MemoryTake(new TakeId(++lastTake));
        takes.put(take.id(), take);
        owners.put(take.id(), owner);
        return take;
    }

    private void forget(TakeId take) {
        takes.remove(take);
        owners.remove(take);
    }

    private List<TakeId> takesOf(CassetteName name) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    private MemoryCassette cassette(CassetteName name) {
        return Optional.ofNullable(shelf.get(name)).orElseThrow(() -> StoreFailures.unknown(name));
    }

    private MemoryTake take(TakeId id) {
        return Optional.ofNullable(takes.get(id)).orElseThrow(() -> StoreFailures.unknown(id));
    }

    private void checkFree(CassetteName name) {
        if (shelf.containsKey(name)) {
            throw StoreFailures.nameTaken(name);
        }
    }
}
