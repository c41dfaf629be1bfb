package dev.tapedeck.cassette;

import dev.tapedeck.cassette.Positions.Claim;
import dev.tapedeck.exchange.Lane;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a cassette's current take for one session, each interaction once. The tape is loaded when the session opens; a
 * call that finds nothing looks whether the cassette has grown or got another take since. Thread-safe.
 */
final class TapeReader {
    private final CassetteStore store;
    private final CassetteName name;
    private final SessionPage page;
    private final int end;
    private volatile Positions loaded;

    /** What a call found on the tape. */
    sealed interface Found {
        record Hit(Interaction interaction) implements Found {}

        record NoMatch() implements Found {}

        record Exhausted(int recorded) implements Found {}
    }

    /** @param end the last number that it plays, if it plays no further */
    TapeReader(CassetteStore store, Cassette cassette, SessionPage page, OptionalInt end) {
        this.store = store;
        this.name = cassette.name();
        this.page = page;
        this.end = end.orElse(Integer.MAX_VALUE);
        this.loaded = load(cassette.take());
    }

    private Positions load(TakeId take) {
        List<Tape.Entry> entries = store.entries(take).stream()
                .filter(entry -> entry.number() <= end)
                .toList();
        return new Positions(page, take, new Tape(entries));
    }

    /** Takes the next match. May block. */
    Found take(Lane lane, RequestKey key) {
        Positions searched = loaded;
        Found found = takeFrom(searched, lane, key);
        if (found instanceof Found.Hit) {
            return found;
        }
        Positions newer = newerThan(searched);
        return newer == searched ? found : takeFrom(newer, lane, key);
    }

    /** Takes the next match of what was on the tape when it was loaded. */
    Found takeLoaded(Lane lane, RequestKey key) {
        return takeFrom(loaded, lane, key);
    }

    private Found takeFrom(Positions tape, Lane lane, RequestKey key) {
        return switch (tape.claim(lane, key, number -> true)) {
            case Claim.Taken(int number) ->
                store.find(tape.take(), number).<Found>map(Found.Hit::new).orElseGet(Found.NoMatch::new);
            case Claim.Exhausted(int recorded) -> new Found.Exhausted(recorded);
            case Claim.NoMatch none -> new Found.NoMatch();
            case Claim.Declined declined -> new Found.NoMatch();
        };
    }

    /** Takes the next match if it is in memory, else takes nothing. Never blocks. */
    Optional<Interaction> takeInMemory(Lane lane, RequestKey key) {
        Positions now = loaded;
        InMemory inMemory = new InMemory(now.take());
        return now.claim(lane, key, inMemory::has) instanceof Claim.Taken ? inMemory.last : Optional.empty();
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
    private synchronized Positions newerThan(Positions searched) {
        if (loaded == searched) {
            Cassette cassette = store.find(name).orElseThrow(() -> StoreFailures.unknown(name));
            if (!cassette.take().equals(searched.take())
                    || cassette.interactions() != searched.tape().size()) {
                loaded = load(cassette.take());
            }
        }
        return loaded;
    }

    TakeId takeId() {
        return loaded.take();
    }

    Tape tape() {
        return loaded.tape();
    }

    List<Integer> unplayed() {
        return loaded.unplayed();
    }

    List<Integer> incomplete() {
        return tape().incomplete();
    }
}
