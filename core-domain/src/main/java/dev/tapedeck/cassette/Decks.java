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
        return new Session(page, parts(page), before -> renewed(page, before));
    }

    private Parts parts(SessionPage page) {
        SessionSpec spec = page.entry().spec();
        MissLog misses = new MissLog();
        return switch (spec.mode()) {
            case OFF -> new Parts(new PassThroughDeck(live), Optional.empty(), Optional.empty(), misses);
            case RECORD -> recording(page, recorder(spec), misses);
            case REPLAY -> {
                Cassette cassette =
                        store.find(spec.cassette()).orElseThrow(() -> StoreFailures.unknown(spec.cassette()));
                TapeReader reader = reader(page, cassette);
                RequestKeys keys = new RequestKeys(cassette.recipe());
                boolean quick = playsAtOnce && cassette.recipe().replace().isEmpty();
                TapeDeck deck = new ReplayDeck(keys, quick, player(spec, keys, reader), misses);
                yield new Parts(deck, Optional.of(reader), Optional.empty(), misses);
            }
            case AUTO -> playingAndRecording(page, page.entry().tapeEnd(), recorder(spec), misses);
            case FALLBACK -> {
                Optional<Cassette> cassette = store.find(spec.cassette());
                Optional<TapeReader> reader = cassette.map(found -> reader(page, found));
                RequestKeys keys =
                        new RequestKeys(cassette.map(Cassette::recipe).orElse(KeyRecipe.DEFAULT));
                TapeDeck deck = new FallbackDeck(keys, reader.map(tape -> player(spec, keys, tape)), live);
                yield new Parts(deck, reader, Optional.empty(), misses);
            }
        };
    }

    /**
     * What a session goes on with when the take that it records to is gone: its cassette as it is now, from the start,
     * made anew if it isn't there. Recordings under way and what is in the report stay the session's.
     */
    private Parts renewed(SessionPage page, Parts before) {
        return switch (page.entry().spec().mode()) {
            case RECORD -> recording(page, before.recorder().orElseThrow(), before.misses());
            case AUTO ->
                playingAndRecording(page, OptionalInt.empty(), before.recorder().orElseThrow(), before.misses());
            case OFF, REPLAY, FALLBACK -> before;
        };
    }

    private Parts recording(SessionPage page, Recorder recorder, MissLog misses) {
        Cassette cassette = cassetteToRecord(page.entry().spec().cassette());
        RequestKeys keys = new RequestKeys(cassette.recipe());
        return new Parts(recordDeck(page, cassette, keys, recorder), Optional.empty(), Optional.of(recorder), misses);
    }

    /** @param end the last number that is played, if it isn't the last on the tape */
    private Parts playingAndRecording(SessionPage page, OptionalInt end, Recorder recorder, MissLog misses) {
        Cassette cassette = cassetteToRecord(page.entry().spec().cassette());
        RequestKeys keys = new RequestKeys(cassette.recipe());
        TapeReader reader = new TapeReader(store, cassette, page, end);
        TapeDeck deck = new AutoDeck(
                keys,
                player(page.entry().spec(), keys, reader),
                recordDeck(page, cassette, keys, recorder),
                settings::passesWithout);
        return new Parts(deck, Optional.of(reader), Optional.of(recorder), misses);
    }

    private RecordDeck recordDeck(SessionPage page, Cassette cassette, RequestKeys keys, Recorder recorder) {
        TakeId take = page.entry().freshTake().orElse(cassette.take());
        return new RecordDeck(keys, recorder, take, live, settings::passesWithout);
    }

    private TapeReader reader(SessionPage page, Cassette cassette) {
        return new TapeReader(store, cassette, page, page.entry().tapeEnd());
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

    private Recorder recorder(SessionSpec spec) {
        return new Recorder(store, scrubber, time, spec.cassette(), settings);
    }

    private Player player(SessionSpec spec, RequestKeys keys, TapeReader reader) {
        return new Player(spec.cassette(), reader, new Explainer(store, keys, scrubber), spec.speed(), time);
    }
}
