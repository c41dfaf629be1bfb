package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Happened;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunMark;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs in a database. Every method is one transaction; whoever changes a run has locked its row. Thread-safe. */
public final class DatabaseRunLog implements RunLog {
    private static final String GOING_ON = in(false);
    private static final String ENDED = in(true);

    private final Statements statements;

    public DatabaseRunLog(Database database) {
        statements = new Statements(database.transaction());
    }

    private static String in(boolean ended) {
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.ended() == ended)
                .map(status -> "'%s'".formatted(status.name()))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** A run whose row nobody else changes until the transaction ends. */
    private record Locked(long number, Run run) {}

    @Override
    public void create(Run run) {
        statements.write(() -> {
            if (number(run.id()).isPresent()) {
                throw FailedCall.rejected(new Failure.Conflict("There is a run '%s' already.".formatted(run.id())));
            }
            statements.change(
                    "insert into run (id, status, closed, created_at, seen_at, document) values (?, ?, ?, ?, ?, ?)",
                    run.id().value(),
                    run.status(),
                    run.closed(),
                    run.createdAt(),
                    run.seenAt(),
                    RunColumns.of(run));
        });
    }

    private Optional<Long> number(RunId id) {
        return statements.first(
                Subject.of(id), row -> row.count("number"), "select number from run where id = ?", id.value());
    }

    @Override
    public Optional<Run> find(RunId id) {
        return statements.read(() -> statements.first(
                Subject.of(id),
                row -> row.value("document", RunColumns::run),
                "select document from run where id = ?",
                id.value()));
    }

    @Override
    public List<Listed<RunMark, Run>> list(Set<RunStatus> statuses, Optional<RunMark> behind, int limit) {
        SqlParts sql = new SqlParts().add("select id, created_at, document from run where true");
        if (!statuses.isEmpty()) {
            sql.addIn("and status", statuses);
        }
        behind.ifPresent(mark -> sql.add(
                "and created_at <= ? and (created_at < ? or id < ?)",
                mark.createdAt(),
                mark.createdAt(),
                mark.id().value()));
        sql.add("order by created_at desc, id desc limit ?", limit);
        return statements.read(
                () -> statements.select(Subject.RUNS, DatabaseRunLog::listed, sql.sql(), sql.parameters()));
    }

    @Override
    public int count(Set<RunStatus> statuses, int limit) {
        SqlParts sql = new SqlParts().add("select id from run where true");
        sql.addIn("and status", statuses);
        sql.add("limit ?", limit);
        return statements.read(() -> statements
                .select(Subject.RUNS, row -> row.text("id"), sql.sql(), sql.parameters())
                .size());
    }

    private static Listed<RunMark, Run> listed(Row row) throws SQLException {
        RunId id = new RunId(row.text("id"));
        return row.about(Subject.of(id))
                .listed(new RunMark(row.time("created_at"), id), each -> each.value("document", RunColumns::run));
    }

    @Override
    public List<RunEntry> append(RunId id, Function<Run, List<Happened>> happened) {
        return statements.write(() -> append(locked(id), happened));
    }

    private List<RunEntry> append(Locked locked, Function<Run, List<Happened>> happened) {
        List<RunEntry> entries = new ArrayList<>();
        for (Happened each : happened.apply(locked.run())) {
            entries.add(each.numbered(locked.run().counts().entries() + entries.size() + 1));
        }
        if (entries.isEmpty()) {
            return entries;
        }
        statements.changeEach(
                "insert into run_entry (run, number, happened_at, content) values (?, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            locked.number(), entry.number(), entry.at(), RunColumns.of(entry.content())
                        })
                        .toList());
        write(locked.number(), locked.run().with(entries));
        return entries;
    }

    /** What was appended with a key. */
    private record Keyed(IdempotencyKey key, long before, int entries) {}

    @Override
    public List<RunEntry> append(RunId id, IdempotencyKey key, Function<Run, List<Happened>> happened) {
        return statements.write(() -> {
            Locked locked = locked(id);
            Optional<Keyed> known = keyed(locked, key.text());
            if (known.isPresent()) {
                return again(id, key, known.get());
            }
            List<RunEntry> entries = append(locked, happened);
            statements.change(
                    "insert into run_key (run, text, asked, entries_before, entries) values (?, ?, ?, ?, ?)",
                    locked.number(),
                    key.text(),
                    key.asked(),
                    locked.run().counts().entries(),
                    entries.size());
            return entries;
        });
    }

    private Optional<Keyed> keyed(Locked locked, String text) {
        return statements.first(
                Subject.of(locked.run().id()),
                row -> new Keyed(
                        new IdempotencyKey(text, row.text("asked")),
                        row.count("entries_before"),
                        row.number("entries")),
                "select asked, entries_before, entries from run_key where run = ? and text = ?",
                locked.number(),
                text);
    }

    private List<RunEntry> again(RunId id, IdempotencyKey key, Keyed known) {
        if (!known.key().equals(key)) {
            throw new IdempotencyKey.Reused(key);
        }
        return selected(id, known.before(), known.entries());
    }

    private Locked locked(RunId id) {
        return statements
                .first(
                        Subject.of(id),
                        row -> new Locked(row.count("number"), row.value("document", RunColumns::run)),
                        "select number, document from run where id = ? for update",
                        id.value())
                .orElseThrow(() -> Runs.unknown(id));
    }

    private void write(long number, Run run) {
        statements.change(
                "update run set status = ?, closed = ?, seen_at = ?, document = ? where number = ?",
                run.status(),
                run.closed(),
                run.seenAt(),
                RunColumns.of(run),
                number);
    }

    @Override
    public List<RunEntry> entries(RunId id, long after, int limit) {
        return statements.read(() -> selected(id, after, limit));
    }

    private List<RunEntry> selected(RunId id, long after, int limit) {
        return statements.select(
                Subject.of(id),
                row -> new RunEntry(
                        row.count("number"), row.time("happened_at"), row.value("content", RunColumns::content)),
                "select e.number, e.happened_at, e.content from run_entry e where e.run = (select number from run where id = ?) and e.number > ? order by e.run, e.number limit ?",
                id.value(),
                after,
                limit);
    }

    @Override
    public Run update(RunId id, UnaryOperator<Run> change) {
        return statements.write(() -> {
            Locked locked = locked(id);
            Run next = change.apply(locked.run());
            write(locked.number(), next);
            return next;
        });
    }

    @Override
    public List<RunId> silent(Instant since, int limit) {
        return ids(GOING_ON, since, limit);
    }

    @Override
    public List<RunId> unfinished(Instant since, int limit) {
        return ids(ENDED, since, limit);
    }

    private List<RunId> ids(String statuses, Instant since, int limit) {
        return statements.read(() -> statements.select(
                Subject.RUNS,
                row -> row.value("id", RunId::new),
                "select id from run where closed = false and status in " + statuses
                        + " and seen_at < ? order by seen_at, number limit ?",
                since,
                limit));
    }

    @Override
    public void keepTrace(RunId id, Trace trace) {
        statements.write(() -> {
            Locked locked = locked(id);
            statements.change("delete from run_trace where run = ?", locked.number());
            statements.change(
                    "insert into run_trace (run, content_type, content) values (?, ?, ?)",
                    locked.number(),
                    trace.contentType(),
                    trace.content().array());
        });
    }

    @Override
    public Optional<Trace> findTrace(RunId id) {
        return statements.read(() -> statements.first(
                Subject.of(id),
                row -> new Trace(row.text("content_type"), row.bytes("content")),
                "select t.content_type, t.content from run_trace t join run r on r.number = t.run where r.id = ?",
                id.value()));
    }
}
