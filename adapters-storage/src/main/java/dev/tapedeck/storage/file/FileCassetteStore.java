package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.storage.cache.InteractionCache;
import dev.tapedeck.storage.disk.Disk;
import dev.tapedeck.storage.disk.RealDisk;
import dev.tapedeck.storage.document.InteractionJson;
import dev.tapedeck.storage.document.NumberedEnding;
import dev.tapedeck.storage.document.NumberedTicket;
import dev.tapedeck.storage.file.Change.Brought;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Cassettes as documents in a folder, {@code <name>.json}, made to be committed and reviewed. While a cassette is
 * recorded to, a journal {@code <name>.journal} stands beside its document; {@link #settle} folds it in. One store at a
 * time records to a cassette, whatever process it is in; any number may replay, from a read-only folder too.
 *
 * <p>A document that somebody else has changed is seen when its cassette is looked up the next time while it isn't
 * recorded to here: it is another take then. A corrupt document is moved aside, and its name answers {@code Unreadable}
 * until somebody has seen to it; one that this version doesn't know answers {@code Unreadable} and stays where it is.
 * {@link #list} leaves both out; {@link #unreadable} names them.
 *
 * <p>The document holds no time of its own: after a restart a cassette was made when the first of its interactions was
 * recorded and has changed when the last one was or when the file was changed, whichever is later.
 */
public final class FileCassetteStore implements CassetteStore, AutoCloseable {
    /** How many interactions of takes at rest are indexed in memory, at about 100 bytes each. */
    private static final long INDEXED = 1_000_000;

    private final Folder folder;
    private final Slots slots = new Slots();
    private final Lookup lookup;
    private final Shelf shelf;
    private final Settling settling;
    private final Leftovers leftovers;
    private final InteractionCache cache;

    /** What is done with the slot of a name. */
    private interface Deed<T> {
        T with(Slot slot) throws IOException;
    }

    /**
     * Opens the folder, or makes it.
     *
     * @param cacheBytes how many bytes of interactions are kept in memory for {@link #findInMemory}
     * @param events is told what somebody should know of, at once and from any thread
     * @throws FailedCall {@code StoreDown} if the folder isn't there and can't be made
     */
    public FileCassetteStore(Path directory, long cacheBytes, Time time, Consumer<FolderEvent> events) {
        this(directory, cacheBytes, INDEXED, time, events, new RealDisk());
    }

    FileCassetteStore(
            Path directory, long cacheBytes, long indexed, Time time, Consumer<FolderEvent> events, Disk disk) {
        folder = Folder.at(directory, disk);
        cache = new InteractionCache(cacheBytes, ForkJoinPool.commonPool());
        Indexes indexes = new Indexes(indexed);
        lookup = new Lookup(folder, indexes, time, events, cache::removed);
        shelf = new Shelf(folder, lookup, indexes);
        settling = new Settling(folder, lookup);
        leftovers = new Leftovers(folder, events);
    }

    /**
     * Folds journals that a crash has left into their documents, and drops unfinished fresh takes and documents. What
     * another process is recording to stays as it is. To be called before the first session opens; costs nothing for
     * cassettes that have no leftovers.
     */
    public void recover() {
        folder.doing(() -> {
            leftovers.drop();
            for (CassetteName name : folder.journals()) {
                leftovers.fold(name, () -> in(name, lookup::look));
            }
            return true;
        });
    }

    /** Those that were set aside, and those refused when they were looked up. */
    @Override
    public SortedMap<CassetteName, Failure.Unreadable> unreadable() {
        TreeSet<CassetteName> suspects = new TreeSet<>(slots.names());
        suspects.addAll(folder.doing(folder::setAside));
        SortedMap<CassetteName, Failure.Unreadable> found = new TreeMap<>();
        suspects.forEach(name -> view(name, why -> found.put(name, why)));
        return found;
    }

    @Override
    public Cassette create(CassetteName name, KeyRecipe recipe, Instant now) {
        return in(name, slot -> shelf.create(slot, recipe, now).view());
    }

    @Override
    public Optional<Cassette> find(CassetteName name) {
        return in(name, slot -> lookup.look(slot).map(FileCassette::view));
    }

    @Override
    public List<Cassette> list(Optional<CassetteName> after, int limit) {
        return folder.doing(folder::documents).stream()
                .dropWhile(name -> after.isPresent() && name.compareTo(after.get()) <= 0)
                .flatMap(name -> view(name, left -> {}).stream())
                .limit(limit)
                .toList();
    }

    /** The cassette, unless it can't be read. */
    private Optional<Cassette> view(CassetteName name, Consumer<Failure.Unreadable> unreadable) {
        try {
            return find(name);
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Unreadable why) {
                unreadable.accept(why);
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public void delete(CassetteName name) {
        in(name, slot -> {
            shelf.delete(slot);
            return true;
        });
    }

    @Override
    public void rename(CassetteName name, CassetteName newName) {
        if (name.equals(newName)) {
            in(name, shelf::find);
            return;
        }
        slots.with(
                name,
                newName,
                (from, to) -> folder.doing(() -> {
                    shelf.rename(from, to, settling);
                    return true;
                }));
    }

    @Override
    public TakeId beginTake(CassetteName name) {
        return in(name, shelf::beginTake).id();
    }

    @Override
    public void adoptTake(CassetteName name, TakeId take, Instant now) {
        in(name, slot -> {
            shelf.find(slot);
            shelf.adopt(slot, take(take), now);
            return true;
        });
    }

    @Override
    public void dropTake(TakeId take) {
        FileTake dropped = take(take);
        slots.with(
                dropped,
                slot -> folder.doing(() -> {
                    shelf.drop(slot, dropped);
                    return true;
                }));
    }

    @Override
    public int begin(TakeId take, Ticket ticket) {
        return change(take, new Change.Begin(ticket, body(ticket)));
    }

    @Override
    public void finish(TakeId take, int number, Ending ending) {
        if (ending.outcome() instanceof Outcome.Incomplete) {
            checkIsHere(take, number);
        } else {
            change(take, new Change.Finish(number, ending, body(ending)));
        }
    }

    private void checkIsHere(TakeId take, int number) {
        if (!take(take).look(index -> index.has(number))) {
            throw StoreFailures.unknown(take, number);
        }
    }

    @Override
    public void append(TakeId take, List<Interaction> interactions) {
        take(take);
        if (!interactions.isEmpty()) {
            change(
                    take,
                    new Change.Append(interactions.stream()
                            .map(FileCassetteStore::brought)
                            .toList()));
        }
    }

    @Override
    public void remove(TakeId take, int number) {
        change(take, new Change.Remove(number));
        cache.removed(take, number);
    }

    @Override
    public void settle(CassetteName name) {
        in(name, slot -> {
            settling.settle(slot, shelf.find(slot));
            return true;
        });
    }

    @Override
    public List<Tape.Entry> entries(TakeId take) {
        return take(take).look(TakeIndex::entries);
    }

    @Override
    public List<Interaction> interactions(TakeId take, int afterNumber, int limit) {
        return take(take).after(afterNumber, limit);
    }

    @Override
    public Optional<Interaction> find(TakeId take, int number) {
        return findInMemory(take, number).or(() -> cache.load(take, number, () -> read(take, number)));
    }

    private Optional<Interaction> read(TakeId take, int number) {
        try {
            return Optional.ofNullable(lookup.takes().get(take)).flatMap(found -> found.find(number));
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Unknown) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public Optional<Interaction> findInMemory(TakeId take, int number) {
        return cache.find(take, number);
    }

    /**
     * Settles what is being recorded to and lets go of every lock. What can't be settled stays in its journal, to be
     * recovered at the next start.
     */
    @Override
    public void close() {
        shelf.close();
        for (CassetteName name : slots.names()) {
            leftovers.attempt(
                    name,
                    () -> in(name, slot -> {
                        settling.close(slot);
                        return true;
                    }));
        }
    }

    private int change(TakeId id, Change change) {
        FileTake take = take(id);
        Pending pending = new Pending(change);
        Optional<Recording> recording = take.recording();
        while (recording.isEmpty() || !recording.get().submit(pending)) {
            recording = Optional.of(slots.with(take, slot -> folder.doing(() -> shelf.recording(slot, take))));
        }
        return pending.await();
    }

    /** The number that stands in it doesn't count: it isn't given out yet. */
    private static byte[] body(Ticket ticket) {
        return InteractionJson.of(new NumberedTicket(1, ticket));
    }

    private static byte[] body(Ending ending) {
        return InteractionJson.of(new NumberedEnding(1, ending));
    }

    private static Brought brought(Interaction interaction) {
        return new Brought(interaction, body(interaction.ticket()), body(interaction.ending()));
    }

    private FileTake take(TakeId id) {
        return Optional.ofNullable(lookup.takes().get(id)).orElseThrow(() -> StoreFailures.unknown(id));
    }

    private <T> T in(CassetteName name, Deed<T> deed) {
        return slots.with(name, slot -> folder.doing(() -> deed.with(slot)));
    }
}
