package dev.tapedeck.storage.database;

import dev.tapedeck.build.BuildEvent;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Change;
import java.time.Instant;
import java.util.List;

/** The table {@code build_event}. Every method needs a transaction. */
final class EventRows {
    private final Statements statements;

    EventRows(Statements statements) {
        this.statements = statements;
    }

    /** Gives it the next number. Nobody else may until the transaction ends. */
    void add(long build, Change.Told told, Instant now) {
        statements.change("update build set last_event = last_event + 1 where number = ?", build);
        statements.change(
                "insert into build_event (build, number, told_at, kind, message) values (?, (select last_event from build where number = ?), ?, ?, ?)",
                build,
                build,
                now,
                told.kind(),
                told.message());
    }

    List<BuildEvent> after(BuildId id, long build, long number, int limit) {
        return statements.select(
                Subject.of(id),
                row -> new BuildEvent(
                        id,
                        row.count("number"),
                        row.time("told_at"),
                        row.value("kind", BuildEvent.Kind::valueOf),
                        row.text("message")),
                "select number, told_at, kind, message from build_event where build = ? and number > ? order by build, number limit ?",
                build,
                number,
                limit);
    }
}
