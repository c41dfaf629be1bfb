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
        Loaded searched = loaded;
        Found found = takeFrom(searched, lane, key);
        if (found instanceof Found.Hit) {
            return found;
        }
        Loaded newer = newerThan(searched);
        return newer == searched ? found : takeFrom(newer, lane, key);
    }

    /** Takes the next match of what was on the tape when it was loaded. */
    Found takeLoaded(Lane lane, RequestKey key) {
        return takeFrom(loaded, lane, key);
    }

    private Found takeFrom(Loaded tape, Lane lane, RequestKey key) {
        return switch (tape.positions.claim(lane, key, number -> true)) {
            case Claim.Taken(int number) ->
                store.find(tape.take, number).<Found>map(Found.Hit::new).orElseGet(Found.NoMatch::new);
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

    /** The tape as it is now; the very one that was searched if it hasn't changed since. */
    private synchronized Loaded newerThan(Loaded searched) {
        if (loaded == searched) {
            Cassette cassette = store.find(name).orElseThrow(() -> StoreFailures.unknown(name));
            if (!cassette.take().equals(searched.take)) {
                loaded = load(cassette.take(), Optional.empty());
            } else if (cassette.interactions() != searched.positions.tape().size()) {
                loaded = load(searched.take, Optional.of(searched.positions));
            }
        }
        return loaded;
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
