package dev.tapedeck.cassette;

import dev.tapedeck.cassette.Positions.Claim;
import dev.tapedeck.exchange.Lane;
import java.util.List;
import java.util.Optional;

/**
 * Reads a cassette's current take for one session, each interaction once. The tape is loaded when the session opens; a
 * call that finds nothing looks whether the cassette has grown or got another take since. Thread-safe.
 */
final class TapeReader {
    private final CassetteStore store;
    private final CassetteName name;
    private final OnExhausted onExhausted;
    private volatile Loaded loaded;

    private record Loaded(TakeId take, Positions positions) {}

    /** What a call found on the tape. */
    sealed interface Found {
        record Hit(Interaction interaction) implements Found {}

        record NoMatch() implements Found {}

        record Exhausted(int recorded) implements Found {}
    }

    TapeReader(CassetteStore store, Cassette cassette, OnExhausted onExhausted) {
        this.store = store;
        this.name = cassette.name();
        this.onExhausted = onExhausted;
        this.loaded = load(cassette.take(), Optional.empty());
    }

    private Loaded load(TakeId take, Optional<Positions> before) {
        Tape tape = new Tape(store.entries(take));
        return new Loaded(
                take, before.map(positions -> positions.on(tape)).orElseGet(() -> new Positions(tape, onExhausted)));
    }

    /** Takes the next match. May block. */
    Found take(Lane lane, RequestKey key) {
        Found found = takeLoaded(lane, key);
        return found instanceof Found.Hit || !reload() ? found : takeLoaded(lane, key);
    }

    /** Takes the next match of what was on the tape when it was loaded. */
    Found takeLoaded(Lane lane, RequestKey key) {
        Loaded now = loaded;
        return switch (now.positions.claim(lane, key, number -> true)) {
            case Claim.Taken(int number) ->
                store.find(now.take, number).<Found>map(Found.Hit::new).orElseGet(Found.NoMatch::new);
            case Claim.Exhausted(int recorded) -> new Found.Exhausted(recorded);
            case Claim.NoMatch none -> new Found.NoMatch();
            case Claim.Declined declined -> new Found.NoMatch();
        };
    }

    /** Takes the next match if it is in memory, else takes nothing. Never blocks. */
    Optional<Interaction> takeInMemory(Lane lane, RequestKey key) {
        Loaded now = loaded;
        InMemory inMemory = new InMemory(now.take);
        return now.positions.claim(lane, key, inMemory::has) instanceof Claim.Taken ? inMemory.last : Optional.empty();
    }

    /** Remembers the interaction that was looked at last, so that it is looked up once. */
    private final class InMemory {
        private final TakeId take;
        private Optional<Interaction> last = Optional.empty();

        InMemory(TakeId take) {
            this.take = take;
        }

        boolean has(int number) {
            last = store.findInMemory(take, number);
            return last.isPresent();
        }
    }

    /** Loads the tape again if it has changed; true if so. */
    private synchronized boolean reload() {
        Loaded now = loaded;
        Cassette cassette = store.find(name).orElseThrow(() -> StoreFailures.unknown(name));
        if (!cassette.take().equals(now.take)) {
            loaded = load(cassette.take(), Optional.empty());
            return true;
        }
        if (cassette.interactions() != now.positions.tape().size()) {
            loaded = load(now.take, Optional.of(now.positions));
            return true;
        }
        return false;
    }

    TakeId takeId() {
        return loaded.take;
    }

    Tape tape() {
        return loaded.positions.tape();
    }

    List<Integer> unplayed() {
        return loaded.positions.unplayed();
    }

    List<Integer> incomplete() {
        return tape().incomplete();
    }
}
