package dev.tapedeck.cassette;

import dev.tapedeck.cassette.Session.Parts;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.redaction.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Opens, finds and closes sessions. They live in memory: after a restart clients open new ones. Thread-safe. */
public final class Sessions {
    /** How many reports of closed sessions are kept. */
    private static final int KEPT_REPORTS = 200;

    private final CassetteStore store;
    private final Time time;
    private final Provider live;
    private final Settings settings;
    private final Scrubber scrubber;
    private final Map<SessionId, Session> open = new ConcurrentHashMap<>();
    private final Map<SessionSpec, Session> implicit = new ConcurrentHashMap<>();
    private final Set<SessionId> closing = ConcurrentHashMap.newKeySet();
    private final Deque<SessionReport> closed = new ArrayDeque<>();

    /**
     * @param onDisconnect what becomes of a recording whose client goes away
     * @param redactOutcomes whether recorded answers are redacted too; a replay is not byte-identical then
     * @param idleTimeout after how long without a call an implicit session ends
     */
    public record Settings(
            OnDisconnect onDisconnect,
            Acknowledge acknowledge,
            OnStoreFailure onStoreFailure,
            boolean redactOutcomes,
            Duration idleTimeout) {
        /** Whether a call goes on though its end couldn't be stored. */
        boolean endMayBeLost() {
            return acknowledge == Acknowledge.IMMEDIATE || passesWithoutStore();
        }

        boolean passesWithoutStore() {
            return onStoreFailure == OnStoreFailure.PASS;
        }
    }

    /** @param live where calls go that are not answered from a tape; not touched by replays */
    public Sessions(CassetteStore store, Redactor redactor, Time time, Provider live, Settings settings) {
        this.store = store;
        this.time = time;
        this.live = live;
        this.settings = settings;
        this.scrubber = new Scrubber(redactor, settings.redactOutcomes());
    }

    /**
     * Opens a session of its own. In a mode that records, a cassette that isn't there is made.
     *
     * @throws FailedCall {@code Unknown} in mode replay, if there is no such cassette
     */
    public Session open(SessionSpec spec) {
        Session session = create(spec, false);
        open.put(session.id(), session);
        return session;
    }

    /**
     * The session that calls share which name the same cassette and mode; opened at the first one. While the store
     * doesn't answer, a call that would be recorded may get one of mode {@code off} for itself, if the settings say so.
     */
    public Session implicit(SessionSpec spec) {
        try {
            return implicit.computeIfAbsent(spec, wanted -> {
                Session session = create(wanted, true);
                open.put(session.id(), session);
                return session;
            });
        } catch (FailedCall failed) {
            if (spec.mode().records() && passes(failed)) {
                return create(SessionSpec.of(spec.cassette(), Mode.OFF), true);
            }
            throw failed;
        }
    }

    private boolean passes(FailedCall failed) {
        return settings.passesWithoutStore() && failed.failure() instanceof Failure.StoreDown;
    }

    /** That session, if it is open already. Never blocks. */
    public Optional<Session> findImplicit(SessionSpec spec) {
        return Optional.ofNullable(implicit.get(spec));
    }

    private Session create(SessionSpec spec, boolean shared) {
        return new Session(new SessionId(UUID.randomUUID().toString()), spec, shared, time.now(), parts(spec));
    }

    private Parts parts(SessionSpec spec) {
        MissLog misses = new MissLog();
        return switch (spec.mode()) {
            case OFF -> new Parts(new PassThroughDeck(live), Optional.empty(), Optional.empty(), misses);
            case RECORD -> {
                Cassette cassette = cassetteToRecord(spec.cassette());
                Recorder recorder = recorder(spec, cassette);
                TapeDeck deck = new RecordDeck(new RequestKeys(cassette.recipe()), recorder, live, this::passes);
                yield new Parts(deck, Optional.empty(), Optional.of(recorder), misses);
            }
            case REPLAY -> {
                Cassette cassette =
                        store.find(spec.cassette()).orElseThrow(() -> StoreFailures.unknown(spec.cassette()));
                TapeReader reader = new TapeReader(store, cassette, spec.onExhausted());
                RequestKeys keys = new RequestKeys(cassette.recipe());
                boolean quickKeys = cassette.recipe().replace().isEmpty();
                TapeDeck deck = new ReplayDeck(keys, quickKeys, player(spec, keys, reader), misses);
                yield new Parts(deck, Optional.of(reader), Optional.empty(), misses);
            }
            case AUTO -> {
                Cassette cassette = cassetteToRecord(spec.cassette());
                RequestKeys keys = new RequestKeys(cassette.recipe());
                TapeReader reader = new TapeReader(store, cassette, spec.onExhausted());
                Recorder recorder = recorder(spec, cassette);
                RecordDeck recording = new RecordDeck(keys, recorder, live, this::passes);
                TapeDeck deck = new AutoDeck(keys, player(spec, keys, reader), recording, this::passes);
                yield new Parts(deck, Optional.of(reader), Optional.of(recorder), misses);
            }
            case FALLBACK -> {
                Optional<Cassette> cassette = store.find(spec.cassette());
                Optional<TapeReader> reader = cassette.map(found -> new TapeReader(store, found, spec.onExhausted()));
                RequestKeys keys =
                        new RequestKeys(cassette.map(Cassette::recipe).orElse(KeyRecipe.DEFAULT));
                TapeDeck deck = new FallbackDeck(keys, reader.map(tape -> player(spec, keys, tape)), live);
                yield new Parts(deck, reader, Optional.empty(), misses);
            }
        };
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

    private Recorder recorder(SessionSpec spec, Cassette cassette) {
        TakeId take = spec.fresh() ? store.beginTake(cassette.name()) : cassette.take();
        return new Recorder(store, scrubber, time, cassette.name(), take, settings);
    }

    private Player player(SessionSpec spec, RequestKeys keys, TapeReader reader) {
        return new Player(spec.cassette(), reader, new Explainer(store, keys, scrubber), spec.speed(), time);
    }

    /** The open session of that id. Never blocks. */
    public Optional<Session> find(SessionId id) {
        return Optional.ofNullable(open.get(id));
    }

    /** @throws FailedCall {@code Unknown}, if no session of that id is open */
    public Session fetch(SessionId id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private static FailedCall unknown(SessionId id) {
        return FailedCall.rejected(new Failure.Unknown(
                Failure.Unknown.Kind.SESSION,
                "There is no open session '%s'. Open one with POST /api/v1/sessions.".formatted(id)));
    }

    /** Notes that a session is in use, so that it isn't taken for idle. */
    public void touch(Session session) {
        session.usedAt(time.now());
    }

    /** Open sessions, newest first, beginning after the one named. */
    public List<Session> list(Optional<SessionId> after, int limit) {
        Stream<Session> newestFirst = open.values().stream()
                .sorted(Comparator.comparing(Session::openedAt)
                        .reversed()
                        .thenComparing(session -> session.id().value()));
        Stream<Session> rest = after.map(id -> newestFirst
                        .dropWhile(session -> !session.id().equals(id))
                        .skip(1))
                .orElse(newestFirst);
        return rest.limit(limit).toList();
    }

    /** Reports of sessions closed lately, newest first. */
    public List<SessionReport> closedLately() {
        synchronized (closed) {
            return List.copyOf(closed);
        }
    }

    /** The report of a session, open or closed lately. */
    public SessionReport report(SessionId id) {
        return find(id).map(Session::report)
                .or(() -> closedLately().stream()
                        .filter(report -> report.session().id().equals(id))
                        .findFirst())
                .orElseThrow(() -> unknown(id));
    }

    /**
     * Closes a session: no new call is recorded, recordings under way are awaited and made durable, a fresh take replaces
     * the old one (unless nothing was recorded: then the old take stays), and the cassette settles.
     *
     * @throws FailedCall {@code Unknown}, if no session of that id is open; as the store has it, if it can't do its part:
     *     then the session is still open, and may be closed again
     */
    public SessionReport close(SessionId id) {
        Session session = fetch(id);
        if (!closing.add(id)) {
            throw unknown(id);
        }
        try {
            implicit.remove(session.spec(), session);
            session.endRecordings();
            session.freshTake().ifPresent(take -> adopt(session.spec().cassette(), take));
            if (session.spec().mode().records()) {
                store.find(session.spec().cassette()).map(Cassette::name).ifPresent(store::settle);
            }
            open.remove(id);
            SessionReport report = session.report();
            keep(report);
            return report;
        } finally {
            closing.remove(id);
        }
    }

    private void adopt(CassetteName cassette, TakeId take) {
        if (store.entries(take).isEmpty()) {
            store.dropTake(take);
        } else {
            store.adoptTake(cassette, take, time.now());
            rewind(cassette); // they stand on the take that was
        }
    }

    private void keep(SessionReport report) {
        synchronized (closed) {
            closed.addFirst(report);
            if (closed.size() > KEPT_REPORTS) {
                closed.removeLast();
            }
        }
    }

    /**
     * Ends the implicit sessions over a cassette: the next call begins at the start of each lane again.
     *
     * @return how many there were
     */
    public int rewind(CassetteName cassette) {
        return endImplicit(session -> session.spec().cassette().equals(cassette));
    }

    /** Ends the implicit sessions that had no call for the idle time-out. */
    public void closeIdle() {
        Instant limit = time.now().minus(settings.idleTimeout());
        endImplicit(session -> session.lastUsed().isBefore(limit));
    }

    private int endImplicit(Predicate<Session> which) {
        List<Session> ended = implicit.values().stream().filter(which).toList();
        ended.forEach(session -> tryClose(session.id()));
        return ended.size();
    }

    /** Whether any session over that cassette is open. Never blocks. */
    public boolean isInUse(CassetteName cassette) {
        return open.values().stream()
                .anyMatch(session -> session.spec().cassette().equals(cassette));
    }

    /**
     * Makes way for a cassette's removal or renaming: ends the implicit sessions over it.
     *
     * @throws FailedCall {@code Conflict}, if a session opened by REST is recording to it
     */
    public void release(CassetteName cassette) {
        open.values().stream()
                .filter(session -> !session.implicit()
                        && session.spec().mode().records()
                        && session.spec().cassette().equals(cassette))
                .findFirst()
                .ifPresent(session -> {
                    throw FailedCall.rejected(new Failure.Conflict(
                            "Session %s is recording to '%s'. Close it first.".formatted(session.id(), cassette)));
                });
        rewind(cassette);
    }

    /**
     * Closes every session, for a shutdown in good order: one that fails doesn't keep the others open.
     *
     * @return why sessions couldn't be closed
     */
    public List<Failure> closeAll() {
        return List.copyOf(open.keySet()).stream()
                .flatMap(id -> tryClose(id).stream())
                .toList();
    }

    /** Closes a session unless somebody else does so; why it couldn't be closed, if it couldn't. */
    private Optional<Failure> tryClose(SessionId id) {
        try {
            close(id);
            return Optional.empty();
        } catch (FailedCall failed) {
            return open.containsKey(id) && !closing.contains(id) ? Optional.of(failed.failure()) : Optional.empty();
        }
    }
}
