package dev.tapedeck.cassette;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.redaction.Redactor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens, finds and closes sessions. Which are open, and where they stand, is in the ledger; this is the node's end of it.
 * Thread-safe.
 */
public final class Sessions {
    /** How many reports of closed sessions are kept. */
    private static final int KEPT_REPORTS = 200;

    private final CassetteStore store;
    private final SessionLedger ledger;
    private final Time time;
    private final Settings settings;
    private final Decks decks;
    private final Map<SessionId, Session> known = new ConcurrentHashMap<>();
    private final Map<SessionSpec, Session> implicit = new ConcurrentHashMap<>();
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

        /** Whether a call goes on past the tape after that failure. */
        boolean passesWithout(FailedCall failed) {
            return passesWithoutStore() && failed.failure() instanceof Failure.StoreDown;
        }
    }

    /** @param live where calls go that are not answered from a tape; not touched by replays */
    public Sessions(
            CassetteStore store, SessionLedger ledger, Redactor redactor, Time time, Provider live, Settings settings) {
        this.store = store;
        this.ledger = ledger;
        this.time = time;
        this.settings = settings;
        this.decks = new Decks(store, ledger.atHand(), redactor, time, live, settings);
    }

    /**
     * Opens a session of its own. In a mode that records, a cassette that isn't there is made.
     *
     * @throws FailedCall {@code Unknown} in mode replay, if there is no such cassette
     */
    public Session open(SessionSpec spec) {
        Optional<TakeId> fresh = spec.fresh() ? Optional.of(decks.freshTake(spec.cassette())) : Optional.empty();
        Session session = opened(ledger.open(entry(spec, false, fresh)));
        known.put(session.id(), session);
        return session;
    }

    private SessionEntry entry(SessionSpec spec, boolean implicitly, Optional<TakeId> fresh) {
        SessionId id = new SessionId(UUID.randomUUID().toString());
        // a node that joins later sees what was recorded since; alone there is none
        OptionalInt tapeEnd = ledger.atHand() ? OptionalInt.empty() : decks.tapeEnd(spec);
        return new SessionEntry(id, spec, implicitly, time.now(), fresh, tapeEnd);
    }

    /** The session of a page that was opened just now; nothing is left open if it can't be made. */
    private Session opened(SessionPage page) {
        boolean made = false;
        try {
            Session session = decks.session(page);
            made = true;
            return session;
        } finally {
            if (!made) {
                page.close();
            }
        }
    }

    /**
     * The session that calls share which name the same cassette and mode, for a call to be made; opened at the first one.
     * While the store doesn't answer, a call that would be recorded may get one of mode {@code off} for itself, if the
     * settings say so.
     */
    public Session implicit(SessionSpec spec) {
        try {
            return usedImplicit(spec);
        } catch (FailedCall failed) {
            if (spec.mode().records() && settings.passesWithout(failed)) {
                SessionSpec off = SessionSpec.of(spec.cassette(), Mode.OFF);
                return decks.session(new LocalPage(entry(off, true, Optional.empty()), time, page -> {}));
            }
            throw failed;
        }
    }

    /** One that was closed in the meantime, maybe by another node, gives way to the next. */
    private Session usedImplicit(SessionSpec spec) {
        Session session = implicit.computeIfAbsent(spec, this::openImplicit);
        while (!session.page().use()) {
            implicit.remove(spec, session);
            session = implicit.computeIfAbsent(spec, this::openImplicit);
        }
        return session;
    }

    private Session openImplicit(SessionSpec spec) {
        SessionEntry proposed = entry(spec, true, Optional.empty());
        SessionPage page = ledger.openImplicit(proposed);
        Session session = page.entry().equals(proposed) ? opened(page) : decks.session(page);
        known.put(session.id(), session);
        return session;
    }

    /** That session for a call to be made, if it can be had without blocking. */
    public Optional<Session> findImplicit(SessionSpec spec) {
        return atHand(implicit.get(spec));
    }

    /** The open session of that id for a call to be made, if it can be had without blocking. */
    public Optional<Session> findAtHand(SessionId id) {
        return atHand(known.get(id));
    }

    private Optional<Session> atHand(@Nullable Session session) {
        return ledger.atHand()
                ? Optional.ofNullable(session).filter(found -> found.page().use())
                : Optional.empty();
    }

    /**
     * The open session of that id, for a call to be made.
     *
     * @throws FailedCall {@code Unknown}, if no session of that id is open
     */
    public Session enter(SessionId id) {
        Session session = Optional.ofNullable(known.get(id)).orElseGet(() -> fetch(id));
        try {
            if (!session.page().use()) {
                throw unknown(id);
            }
        } catch (FailedCall failed) {
            if (!session.spec().mode().records() || !settings.passesWithout(failed)) {
                throw failed;
            }
        }
        return session;
    }

    /** The open session of that id. */
    public Optional<Session> find(SessionId id) {
        Optional<SessionPage> page = ledger.find(id);
        if (page.isEmpty()) {
            Optional.ofNullable(known.get(id)).ifPresent(this::forget);
        }
        return page.map(open -> known.computeIfAbsent(id, any -> decks.session(open)));
    }

    private void forget(Session session) {
        implicit.remove(session.spec(), session);
        known.remove(session.id(), session);
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

    /** Open sessions that this node has to do with, newest first, beginning after the one named. */
    public List<Session> list(Optional<SessionId> after, int limit) {
        forgetClosed();
        Stream<Session> newestFirst = known.values().stream()
                .sorted(Comparator.comparing(Session::openedAt)
                        .reversed()
                        .thenComparing(session -> session.id().value()));
        Stream<Session> rest = after.map(id -> newestFirst
                        .dropWhile(session -> !session.id().equals(id))
                        .skip(1))
                .orElse(newestFirst);
        return rest.limit(limit).toList();
    }

    /** Other nodes may have closed sessions that this one knows. */
    private void forgetClosed() {
        if (!ledger.atHand() && !known.isEmpty()) {
            Set<SessionId> open = ledger.open().stream().map(SessionEntry::id).collect(Collectors.toSet());
            known.values().stream()
                    .filter(session -> !open.contains(session.id()))
                    .forEach(this::forget);
        }
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
     * Closes a session: no new call is recorded, recordings under way at this node are awaited and made durable, a fresh
     * take replaces the old one (unless nothing was recorded: then the old take stays), and the cassette settles.
     *
     * @throws FailedCall {@code Unknown}, if no session of that id is open; as the store has it, if it can't do its part:
     *     then the session is still open, and may be closed again
     */
    public SessionReport close(SessionId id) {
        Session session = fetch(id);
        if (!session.page().beginClosing()) {
            throw unknown(id);
        }
        boolean closing = true;
        try {
            SessionReport report = finish(session);
            session.page().close();
            closing = false;
            forget(session);
            keep(report);
            return report;
        } finally {
            if (closing) {
                session.page().reopen();
            }
        }
    }

    private SessionReport finish(Session session) {
        implicit.remove(session.spec(), session);
        session.endRecordings();
        session.freshTake().ifPresent(take -> adopt(session.spec().cassette(), take));
        if (session.spec().mode().records()) {
            store.find(session.spec().cassette()).map(Cassette::name).ifPresent(store::settle);
        }
        return session.report();
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
        List<SessionId> ended =
                entries(entry -> entry.implicit() && entry.spec().cassette().equals(cassette));
        ended.forEach(this::tryClose);
        return ended.size();
    }

    private List<SessionId> entries(Predicate<SessionEntry> which) {
        return ledger.open().stream().filter(which).map(SessionEntry::id).toList();
    }

    /** Ends the implicit sessions that had no call for the idle time-out. */
    public void closeIdle() {
        ledger.idle(settings.idleTimeout()).forEach(this::tryClose);
        forgetClosed();
    }

    /** Says that this node lives; to be called every {@link SessionLedger#BEAT}. */
    public void beat() {
        ledger.beat();
    }

    /** Whether any session over that cassette is open, at whichever node. */
    public boolean isInUse(CassetteName cassette) {
        return !entries(entry -> entry.spec().cassette().equals(cassette)).isEmpty();
    }

    /**
     * Makes way for a cassette's removal or renaming: ends the implicit sessions over it.
     *
     * @throws FailedCall {@code Conflict}, if a session opened by REST is recording to it
     */
    public void release(CassetteName cassette) {
        entries(entry -> !entry.implicit()
                        && entry.spec().mode().records()
                        && entry.spec().cassette().equals(cassette))
                .stream()
                .findFirst()
                .ifPresent(id -> {
                    throw FailedCall.rejected(new Failure.Conflict(
                            "Session %s is recording to '%s'. Close it first: DELETE /api/v1/sessions/%s"
                                    .formatted(id, cassette, id)));
                });
        rewind(cassette);
    }

    /**
     * Ends this node's part in every session, for a shutdown in good order: recordings under way are awaited, and what no
     * other node uses is closed. One session that fails doesn't keep the others open.
     *
     * @return why sessions couldn't be closed
     */
    public List<Failure> closeAll() {
        return List.copyOf(known.values()).stream()
                .flatMap(session -> tryLeave(session).stream())
                .toList();
    }

    private Optional<Failure> tryLeave(Session session) {
        session.endRecordings();
        try {
            return session.page().leave() ? tryClose(session.id()) : Optional.empty();
        } catch (FailedCall failed) {
            return Optional.of(failed.failure());
        }
    }

    /** Closes a session unless somebody else does so; why it couldn't be closed, if it couldn't. */
    private Optional<Failure> tryClose(SessionId id) {
        try {
            close(id);
            return Optional.empty();
        } catch (FailedCall failed) {
            return isUnknownSession(failed) ? Optional.empty() : Optional.of(failed.failure());
        }
    }

    private static boolean isUnknownSession(FailedCall failed) {
        return failed.failure() instanceof Failure.Unknown unknown && unknown.kind() == Failure.Unknown.Kind.SESSION;
    }
}
