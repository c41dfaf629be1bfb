package dev.tapedeck.cassette;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Keeps cassettes. Every change is durable when its method returns, and atomic: it has happened whole or not at all.
 * Methods block unless they say otherwise. Thread-safe; recordings to one take interleave.
 *
 * <p>What is stored comes back as it was, byte for byte. Only of header fields that share a name a store may keep less: that
 * they are in order, not what stands between them or how each of them spells the name (RFC 9110, sections 5.1 and 5.3,
 * where neither means anything).
 *
 * <p>Failures, all as {@link dev.tapedeck.exchange.FailedCall}: {@code Unknown} for a name, take or number that isn't
 * there (where no {@code Optional} is returned), {@code Conflict} for a name that is taken, {@code Unreadable} for content
 * that this version can't read, {@code StoreDown} if the technology beneath doesn't answer.
 */
@Port
public interface CassetteStore {
    /** Makes an empty cassette; {@code Conflict} if the name is taken. */
    Cassette create(CassetteName name, KeyRecipe recipe, Instant now);

    Optional<Cassette> find(CassetteName name);

    /** Cassettes in order of name, beginning after the one named. */
    List<Cassette> list(Optional<CassetteName> after, int limit);

    /** All of these, listed in parts while they are asked for. */
    default Stream<Cassette> all(Optional<CassetteName> after) {
        int part = 500;
        return Stream.iterate(
                        list(after, part),
                        listed -> !listed.isEmpty(),
                        listed -> listed.size() < part
                                ? List.of()
                                : list(Optional.of(listed.getLast().name()), part))
                .flatMap(List::stream);
    }

    /**
     * The cassettes that can't be read, as far as is known, and why: they are on no list. Whoever has listed all
     * cassettes knows all of them.
     */
    SortedMap<CassetteName, Failure.Unreadable> unreadable();

    /** Removes the cassette with all its takes. */
    void delete(CassetteName name);

    /** Gives the cassette another name, keeping everything in it; {@code Conflict} if another cassette has that name. */
    void rename(CassetteName name, CassetteName newName);

    /** Begins an empty take beside the current one. */
    TakeId beginTake(CassetteName name);

    /** Makes a take begun for this cassette its current one, and removes the one that was. */
    void adoptTake(CassetteName name, TakeId take, Instant now);

    /** Removes a take that was never adopted, and everything in it; {@code Conflict} if it is a current one. */
    void dropTake(TakeId take);

    /**
     * Appends an interaction without an end: its place is taken. The cost doesn't grow with the take.
     *
     * @return its number: 1 for the first of the take, then one more each, without gaps or doubles however many append
     *     at once
     */
    int begin(TakeId take, Ticket ticket);

    /**
     * Ends an interaction that was begun; {@code Unknown} if it is gone. The first outcome stays: ending it again, or
     * with {@code Incomplete}, changes nothing.
     */
    void finish(TakeId take, int number, Ending ending);

    /**
     * Appends interactions that bear their numbers already, from another store or a file: all of them or, when it fails,
     * none. Interactions appended later get higher numbers.
     *
     * @param interactions in order of number, the first above every number given out on this take so far
     */
    void append(TakeId take, List<Interaction> interactions);

    /** Removes an interaction; its number is not used again while the store is open. */
    void remove(TakeId take, int number);

    /**
     * Brings a cassette into the form in which it rests, to be read by others: a folder of documents folds its journal
     * into the document. To be called when recording has ended for now; changes nothing that can be seen here. A take
     * with a call still under way stays as it is.
     */
    void settle(CassetteName name);

    /** What is on the take, in order of number, without bodies. */
    List<Tape.Entry> entries(TakeId take);

    /** Interactions in order of number, beginning after that number. */
    List<Interaction> interactions(TakeId take, int afterNumber, int limit);

    Optional<Interaction> find(TakeId take, int number);

    /** An interaction, if it is at hand without blocking. Never blocks; may be empty at any time. */
    Optional<Interaction> findInMemory(TakeId take, int number);
}
