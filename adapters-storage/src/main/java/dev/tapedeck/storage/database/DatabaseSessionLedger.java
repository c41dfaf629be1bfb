package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnExhausted;
import dev.tapedeck.cassette.SessionEntry;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.SessionPage;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Speed;
import dev.tapedeck.cassette.TakeId;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sessions in a PostgreSQL that several nodes share. A session lives until it is closed, or until every node that used
 * it is gone. Each change is one statement or one short transaction; a hand-out is one statement. Thread-safe.
 */
public final class DatabaseSessionLedger implements SessionLedger {
    private static final String COLUMNS =
            "select id, implicit, cassette, mode, on_exhausted, speed, fresh_take, tape_end, cast(extract(epoch from opened_at) * 1000000 as bigint) from session ";

    private final SessionRows rows;

    /** @param database one that can be shared: PostgreSQL */
    public DatabaseSessionLedger(Database database) {
        rows = new SessionRows(database);
    }

    @Override
    public boolean atHand() {
        return false;
    }

    @Override
    public SessionPage open(SessionEntry session) {
        rows.inTransaction(() -> insert(session, ""));
        return new DatabaseSessionPage(session, rows);
    }

    private boolean insert(SessionEntry session, String onConflict) {
        SessionSpec spec = session.spec();
        int inserted = rows.change(
                """
                insert into session (id, implicit, cassette, mode, on_exhausted, speed, fresh_take, tape_end, opened_at, used_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as bigint), cast(?8 as integer), cast(?9 as timestamptz), now())
                """ + onConflict,
                session.id().value(),
                session.implicit(),
                spec.cassette().value(),
                spec.mode().id(),
                spec.onExhausted().id(),
                spec.speed().toString(),
                session.freshTake().map(take -> Long.toString(take.value())).orElse(null),
                session.tapeEnd().isPresent()
                        ? Integer.toString(session.tapeEnd().getAsInt())
                        : null,
                session.openedAt().toString());
        if (inserted == 1) {
            rows.hold(session.id());
        }
        return inserted == 1;
    }

    @Override
    public SessionPage openImplicit(SessionEntry proposed) {
        Optional<SessionEntry> open = Optional.empty();
        while (open.isEmpty()) { // what stood in the way of the insertion may be gone when it is looked for
            open = rows.inTransaction(() ->
                    insert(proposed, "on conflict do nothing") ? Optional.of(proposed) : implicit(proposed.spec()));
        }
        return new DatabaseSessionPage(open.get(), rows);
    }

    private Optional<SessionEntry> implicit(SessionSpec spec) {
        return rows.select(
                        COLUMNS
                                + "where implicit and closing is null and cassette = ?1 and mode = ?2 and on_exhausted = ?3 and speed = ?4",
                        spec.cassette().value(),
                        spec.mode().id(),
                        spec.onExhausted().id(),
                        spec.speed().toString())
                .map(DatabaseSessionLedger::entry)
                .findFirst();
    }

    @Override
    public Optional<SessionPage> find(SessionId id) {
        return rows.inTransaction(() -> rows.select(COLUMNS + "where id = ?1", id.value())
                .map(DatabaseSessionLedger::entry)
                .<SessionPage>map(session -> new DatabaseSessionPage(session, rows))
                .findFirst());
    }

    @Override
    public List<SessionEntry> open() {
        return rows.inTransaction(
                () -> rows.select(COLUMNS).map(DatabaseSessionLedger::entry).toList());
    }

    @Override
    public List<SessionId> idle(Duration idle) {
        return rows.inTransaction(() -> rows.select(
                        "select id from session where implicit and used_at < now() - make_interval(secs => ?1)",
                        idle.toMillis() / 1000.0)
                .map(row -> new SessionId(row.get(0, String.class)))
                .toList());
    }

    @Override
    public void beat() {
        rows.beat();
    }

    private static SessionEntry entry(Tuple row) {
        boolean implicit = row.get(1, Boolean.class);
        Optional<TakeId> fresh = Optional.ofNullable(row.get(6, Long.class)).map(TakeId::new);
        Integer end = row.get(7, Integer.class);
        SessionSpec spec = new SessionSpec(
                new CassetteName(row.get(2, String.class)),
                Mode.find(row.get(3, String.class)).orElseThrow(() -> JsonColumn.unreadable("a mode")),
                OnExhausted.find(row.get(4, String.class)).orElseThrow(() -> JsonColumn.unreadable("a rule")),
                Speed.parse(row.get(5, String.class)),
                fresh.isPresent());
        return new SessionEntry(
                new SessionId(row.get(0, String.class)),
                spec,
                implicit,
                Instant.EPOCH.plus(row.get(8, Long.class), ChronoUnit.MICROS),
                fresh,
                end == null ? OptionalInt.empty() : OptionalInt.of(end));
    }
}
