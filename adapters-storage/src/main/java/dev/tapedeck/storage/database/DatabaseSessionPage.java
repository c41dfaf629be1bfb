package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.SessionEntry;
import dev.tapedeck.cassette.SessionPage;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provenance.Source;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** A session's page in a database. Thread-safe. */
final class DatabaseSessionPage implements SessionPage {
    private final SessionEntry entry;
    private final String id;
    private final SessionRows rows;
    private final Map<PlaceOnTake, SharedMark> marks = new ConcurrentHashMap<>();
    private final Map<Source, LongAdder> uncounted = new ConcurrentHashMap<>();
    private volatile long heldBy;

    private record PlaceOnTake(TakeId take, Tape.Place place) {}

    DatabaseSessionPage(SessionEntry entry, SessionRows rows) {
        this.entry = entry;
        this.id = entry.id().value();
        this.rows = rows;
    }

    @Override
    public SessionEntry entry() {
        return entry;
    }

    /** The time of use is kept to the second: a busy session isn't written with each call. */
    @Override
    public boolean use() {
        return rows.inTransaction(() -> {
            List<Tuple> open = rows.select(
                            "select used_at < now() - interval '1 second' from session where id = ?1 and closing is null",
                            id)
                    .toList();
            if (!open.isEmpty()) {
                touch(open.getFirst().get(0, Boolean.class));
            }
            return !open.isEmpty();
        });
    }

    private void touch(boolean due) {
        if (due) {
            rows.change("update session set used_at = now() where id = ?1", id);
        }
        if (heldBy != rows.node()) {
            rows.hold(entry.id());
            heldBy = rows.node();
        }
    }

    @Override
    public Instant lastUsed() {
        return rows.inTransaction(() -> rows.select(
                        "select cast(extract(epoch from used_at) * 1000000 as bigint) from session where id = ?1", id)
                .map(row -> Instant.EPOCH.plus(row.get(0, Long.class), ChronoUnit.MICROS))
                .findFirst()
                .orElse(entry.openedAt()));
    }

    @Override
    public OptionalLong move(TakeId take, Tape.Place place, LongUnaryOperator next) {
        return marks.computeIfAbsent(new PlaceOnTake(take, place), any -> new SharedMark(new Row(take, place)))
                .move(next);
    }

    /** The row of a mark. */
    private final class Row implements SharedMark.Place {
        private final TakeId take;
        private final Tape.Place place;

        Row(TakeId take, Tape.Place place) {
            this.take = take;
            this.place = place;
        }

        @Override
        public boolean move(long from, long to) {
            return 1
                    == rows.inTransaction(() -> rows.change(
                            """
                            insert into session_mark (session_id, take_id, lane, request_key, mark)
                            select id, ?2, ?3, ?4, ?6 from session where id = ?1
                            on conflict (session_id, take_id, lane, request_key)
                            do update set mark = excluded.mark where session_mark.mark = ?5
                            """,
                            id,
                            take.value(),
                            place.lane().name(),
                            place.key().value(),
                            from,
                            to));
        }

        @Override
        public long read() {
            return rows.inTransaction(() -> rows.select(
                            """
                            select coalesce(mark, 0) from session left join session_mark
                            on session_id = id and take_id = ?2 and lane = ?3 and request_key = ?4
                            where id = ?1
                            """,
                            id,
                            take.value(),
                            place.lane().name(),
                            place.key().value())
                    .map(row -> row.get(0, Long.class))
                    .findFirst()
                    .orElseThrow(DatabaseSessionPage.this::closed));
        }
    }

    private FailedCall closed() {
        return FailedCall.rejected(new Failure.Unknown(
                Failure.Unknown.Kind.SESSION,
                "Session '%s' was closed. Open another one with POST /api/v1/sessions.".formatted(id)));
    }

    @Override
    public Map<Tape.Place, Long> marks(TakeId take) {
        return rows.inTransaction(() -> rows.select(
                        "select lane, request_key, mark from session_mark where session_id = ?1 and take_id = ?2",
                        id,
                        take.value())
                .collect(Collectors.toMap(
                        row -> new Tape.Place(
                                Lane.of(row.get(0, String.class)), new RequestKey(row.get(1, String.class))),
                        row -> row.get(2, Long.class))));
    }

    @Override
    public void count(Source source) {
        uncounted.computeIfAbsent(source, any -> new LongAdder()).increment();
        uncounted.forEach(this::tryToCount);
    }

    private void tryToCount(Source source, LongAdder calls) {
        long taken = calls.sumThenReset();
        if (taken > 0) {
            boolean written = false;
            try {
                write(source, taken);
                written = true;
            } catch (FailedCall later) {
                // it is written with the next call
            } finally {
                if (!written) {
                    calls.add(taken);
                }
            }
        }
    }

    /** Without waiting for the disk: a count is not worth that. */
    private void write(Source source, long calls) {
        rows.inTransaction(() -> rows.change("""
                insert into session_count (session_id, node_id, source, calls)
                select id, ?2, ?3, ?4 from session where id = ?1 and set_config('synchronous_commit', 'off', true) = 'off'
                on conflict (session_id, node_id, source)
                do update set calls = session_count.calls + excluded.calls
                """, id, rows.node(), source.id(), calls));
    }

    @Override
    public Map<Source, Long> counts() {
        Map<String, Long> written = rows.inTransaction(() -> rows.select(
                        "select source, cast(sum(calls) as bigint) from session_count where session_id = ?1 group by source",
                        id)
                .collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, Long.class))));
        return Arrays.stream(Source.values())
                .collect(Collectors.toMap(source -> source, source -> written.getOrDefault(source.id(), 0L)));
    }

    @Override
    public boolean beginClosing() {
        return 1
                == rows.inTransaction(() -> rows.change(
                        "update session set closing = ?2 where id = ?1 and closing is null", id, rows.node()));
    }

    /** An implicit session is not opened again: there may be another by now. */
    @Override
    public void reopen() {
        rows.inTransaction(() -> rows.change("delete from session where id = ?1 and implicit", id)
                + rows.change("update session set closing = null where id = ?1", id));
    }

    @Override
    public void close() {
        rows.inTransaction(() -> rows.change("delete from session where id = ?1", id));
    }

    @Override
    public boolean leave() {
        return rows.inTransaction(() -> {
            rows.select("select id from session where id = ?1 for update", id);
            boolean others = rows.select(
                            "select session_id, node_id from session_node where session_id = ?1 and node_id <> ?2",
                            id,
                            rows.node())
                    .findFirst()
                    .isPresent();
            if (others) {
                rows.change("delete from session_node where session_id = ?1 and node_id = ?2", id, rows.node());
            }
            return !others;
        });
    }
}
