package dev.tapedeck.cassette;

import dev.tapedeck.cassette.Session.Parts;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.redaction.Redactor;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts together what a session plays and records with. Thread-safe. */
final class Decks {
    private final CassetteStore store;
    private final boolean playsAtOnce;
    private final Scrubber scrubber;
    private final Time time;
    private final Provider live;
    private final Sessions.Settings settings;

    /** @param playsAtOnce whether sessions' pages may be used on an event loop */
    Decks(
            CassetteStore store,
            boolean playsAtOnce,
            Redactor redactor,
            Time time,
            Provider live,
            Sessions.Settings settings) {
        this.store = store;
        this.playsAtOnce = playsAtOnce;
        this.scrubber = new Scrubber(redactor, settings.redactOutcomes());
        this.time = time;
        this.live = live;
        this.settings = settings;
    }

    /** @throws FailedCall {@code Unknown} in mode replay, if there is no such cassette */
    Session session(SessionPage page) {
        return new Session(page, parts(page));
    }

    private Parts parts(SessionPage page) {
        SessionSpec spec = page.entry().spec();
        MissLog misses = new MissLog();
        return switch (spec.mode()) {
            case OFF -> new Parts(new PassThroughDeck(live), Optional.empty(), Optional.empty(), misses);
            case RECORD -> {
                Cassette cassette = cassetteToRecord(spec.cassette());
                Recorder recorder = recorder(page, cassette);
                TapeDeck deck =
                        new RecordDeck(new RequestKeys(cassette.recipe()), recorder, live, settings::passesWithout);
                yield new Parts(deck, Optional.empty(), Optional.of(recorder), misses);
            }
            case REPLAY -> {
                Cassette cassette =
                        store.find(spec.cassette()).orElseThrow(() -> StoreFailures.unknown(spec.cassette()));
                TapeReader reader = new TapeReader(store, cassette, page);
                RequestKeys keys = new RequestKeys(cassette.recipe());
                boolean quick = playsAtOnce && cassette.recipe().replace().isEmpty();
                TapeDeck deck = new ReplayDeck(keys, quick, player(spec, keys, reader), misses);
                yield new Parts(deck, Optional.of(reader), Optional.empty(), misses);
            }
            case AUTO -> {
                Cassette cassette = cassetteToRecord(spec.cassette());
                RequestKeys keys = new RequestKeys(cassette.recipe());
                TapeReader reader = new TapeReader(store, cassette, page);
                Recorder recorder = recorder(page, cassette);
                RecordDeck recording = new RecordDeck(keys, recorder, live, settings::passesWithout);
                TapeDeck deck = new AutoDeck(keys, player(spec, keys, reader), recording, settings::passesWithout);
                yield new Parts(deck, Optional.of(reader), Optional.of(recorder), misses);
            }
            case FALLBACK -> {
                Optional<Cassette> cassette = store.find(spec.cassette());
                Optional<TapeReader> reader = cassette.map(found -> new TapeReader(store, found, page));
                RequestKeys keys =
                        new RequestKeys(cassette.map(Cassette::recipe).orElse(KeyRecipe.DEFAULT));
                TapeDeck deck = new FallbackDeck(keys, reader.map(tape -> player(spec, keys, tape)), live);
                yield new Parts(deck, reader, Optional.empty(), misses);
            }
        };
    }

    /** The last number on the tape by now, if a session with that spec is to play no further. */
    OptionalInt tapeEnd(SessionSpec spec) {
        return spec.mode() == Mode.AUTO
                ? OptionalInt.of(store.entries(cassetteToRecord(spec.cassette()).take()).stream()
                        .mapToInt(Tape.Entry::number)
                        .max()
                        .orElse(0))
                : OptionalInt.empty();
    }

    /** Begins a take of a cassette beside its current one; the cassette is made if it isn't there. */
    TakeId freshTake(CassetteName name) {
        return store.beginTake(cassetteToRecord(name).name());
    }

    private Cassette cassetteToRecord(CassetteName name) {
        return store.find(name).orElseGet(() -> createOrFind(name));
    }

    private Cassette createOrFind(CassetteName name) {
        try {
            return store.create(name, KeyRecipe.DEFAULT, time.now());
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Conflict) { // made by another in the meantime
                return store.find(name).orElseThrow(() -> failed);
            }
            throw failed;
        }
    }

    private Recorder recorder(SessionPage page, Cassette cassette) {
        TakeId take = page.entry().freshTake().orElse(cassette.take());
        return new Recorder(store, scrubber, time, cassette.name(), take, settings);
    }

    private Player player(SessionSpec spec, RequestKeys keys, TapeReader reader) {
        return new Player(spec.cassette(), reader, new Explainer(store, keys, scrubber), spec.speed(), time);
    }
}
