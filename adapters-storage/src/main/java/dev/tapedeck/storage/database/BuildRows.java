package dev.tapedeck.storage.database;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildFailures;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.Fingerprint;
import dev.tapedeck.build.Money;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.pipeline.PipelineName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code build}. Every method needs a transaction. */
final class BuildRows {
    private static final String OPTIONS = "cassette,mode,use_batches,use_cache,max_cost,max_wait";
    private static final String PROGRESS =
            "state,session,reason_code,reason_message,started_at,heard_at,updated_at,due_at,reserved,spent,cancelling";
    private static final WholeRows WHOLE = WholeRows.of(
            "build",
            "pipeline,pipeline_text,pipeline_digest,fingerprint,fingerprint_digest,created_at,start_key,start_asked,"
                    + OPTIONS + ","
                    + PROGRESS,
            "id");
    private static final WholeRows MADE_OF =
            WholeRows.of("build", "pipeline,pipeline_text,pipeline_digest,fingerprint,fingerprint_digest", "number");
    private static final WholeRows CHANGING = WholeRows.of("build", OPTIONS + "," + PROGRESS, "number");

    private static final String SELECT =
            "select id,pipeline,pipeline_text,fingerprint,created_at,start_key,start_asked," + OPTIONS + "," + PROGRESS
                    + ",set_aside from build ";

    private static final String GOING_ON = Arrays.stream(BuildState.values())
            .filter(state -> !state.ended())
            .map(state -> "'%s'".formatted(state.name()))
            .collect(Collectors.joining(",", "(", ")"));

    private final Statements statements;

    BuildRows(Statements statements) {
        this.statements = statements;
    }

    /**
     * A build whose row nobody else changes until the transaction ends.
     *
     * @param pipelineDigest of the pipeline's text
     * @param fingerprintDigest of the fingerprint
     */
    record Locked(
            BuildId id,
            long number,
            boolean cancelling,
            long token,
            Optional<Instant> leaseUntil,
            String pipelineDigest,
            String fingerprintDigest) {}

    Optional<Long> number(BuildId id) {
        return statements.first(
                Subject.of(id), row -> row.count("number"), "select number from build where id = ?", id.value());
    }

    /** @return its number */
    long insert(Build build) {
        List<@Nullable Object> columns = new ArrayList<>(madeOf(build));
        columns.add(build.createdAt());
        columns.add(build.key().map(IdempotencyKey::text));
        columns.add(build.key().map(IdempotencyKey::asked));
        columns.addAll(changing(build));
        columns.add(build.id().value());
        statements.change(WHOLE.insert(), columns.toArray());
        return number(build.id()).orElseThrow();
    }

    private static List<@Nullable Object> madeOf(Build build) {
        return List.of(
                build.pipeline().value(),
                build.text().array(),
                ArtifactId.of(build.text()).value(),
                TextMap.write(build.fingerprint().components()),
                build.fingerprint().value());
    }

    private static List<@Nullable Object> changing(Build build) {
        BuildOptions options = build.options();
        return List.of(
                options.cassette().map(CassetteName::value),
                options.mode(),
                options.batches(),
                options.cache(),
                options.maxCost(),
                options.maxWait().map(Duration::toString),
                build.state(),
                build.session().map(SessionId::value),
                build.reason().map(Build.Reason::code),
                build.reason().map(Build.Reason::message),
                build.startedAt(),
                build.heardAt(),
                build.updatedAt(),
                build.dueAt(),
                build.reserved(),
                build.spent(),
                build.cancelling());
    }

    /** Writes the build over the one that is kept. Its pipeline is only written if it is another one than before. */
    void update(Locked kept, Build build) {
        Build next = kept.cancelling() ? find(kept.id()).map(build::inPlaceOf).orElseThrow() : build;
        statements.change(CHANGING.update(), and(changing(next), kept.number()));
        boolean same = kept.fingerprintDigest().equals(build.fingerprint().value())
                && kept.pipelineDigest().equals(ArtifactId.of(build.text()).value());
        if (!same) {
            statements.change(MADE_OF.update(), and(madeOf(build), kept.number()));
        }
    }

    private static @Nullable Object[] and(List<@Nullable Object> values, long number) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(number);
        return all.toArray();
    }

    Optional<Build> find(BuildId id) {
        return statements.first(Subject.of(id), BuildRows::build, SELECT + "where id = ?", id.value());
    }

    Optional<Build> findByKey(String key) {
        return statements.first(Subject.BUILDS, BuildRows::build, SELECT + "where start_key = ?", key);
    }

    List<Listed<BuildId, Build>> list(
            Set<BuildState> states, Optional<PipelineName> pipeline, Optional<BuildId> before, int limit) {
        SqlParts sql = new SqlParts().add(SELECT).add("where set_aside is null");
        if (!states.isEmpty()) {
            sql.addIn("and state", states);
        }
        pipeline.ifPresent(name -> sql.add("and pipeline = ?", name.value()));
        before.ifPresent(id -> sql.add("and id < ?", id.value()));
        sql.add("order by id desc limit ?", limit);
        return statements.select(
                Subject.BUILDS,
                row -> row.listed(new BuildId(row.text("id")), BuildRows::build),
                sql.sql(),
                sql.parameters());
    }

    /** All else stays as it is, but that there is nothing to do any more. */
    void setAside(Locked kept, String why) {
        statements.change(
                "update build set set_aside = ?, due_at = null where number = ? and set_aside is null",
                why,
                kept.number());
    }

    List<BuildId> due(Instant now, Instant clock, int limit) {
        return statements.select(
                Subject.BUILDS,
                row -> new BuildId(row.text("id")),
                "select id from build where due_at <= ? and (lease_until is null or lease_until <= ?) order by due_at, id limit ?",
                now,
                clock,
                limit);
    }

    Optional<Locked> locked(BuildId id) {
        return statements.first(
                Subject.of(id),
                row -> new Locked(
                        id,
                        row.count("number"),
                        row.flag("cancelling"),
                        row.count("lease_token"),
                        row.optionalTime("lease_until"),
                        row.text("pipeline_digest"),
                        row.text("fingerprint_digest")),
                "select number, cancelling, lease_token, lease_until, pipeline_digest, fingerprint_digest from build where id = ? for update",
                id.value());
    }

    boolean requestCancel(BuildId id, Instant now) {
        return statements.change(
                        "update build set cancelling = true, due_at = ? where id = ? and state in " + GOING_ON,
                        now,
                        id.value())
                == 1;
    }

    private static Build build(Row anyRow) throws SQLException {
        BuildId id = new BuildId(anyRow.text("id"));
        Row row = anyRow.about(Subject.of(id));
        row.optionalText("set_aside").ifPresent(why -> {
            throw BuildFailures.setAside(id, why);
        });
        return new Build(
                id,
                row.value("pipeline", PipelineName::new),
                row.bytes("pipeline_text"),
                row.value("fingerprint", text -> new Fingerprint(TextMap.read(text))),
                options(row),
                row.value("state", BuildState::valueOf),
                row.optional("session", SessionId::new),
                reason(row),
                row.time("created_at"),
                row.time("started_at"),
                row.time("heard_at"),
                row.time("updated_at"),
                row.optionalTime("due_at"),
                row.money("reserved"),
                row.money("spent"),
                row.flag("cancelling"),
                key(row));
    }

    private static Optional<IdempotencyKey> key(Row row) throws SQLException {
        String asked = row.optionalText("start_asked").orElse("");
        return row.optional("start_key", text -> new IdempotencyKey(text, asked));
    }

    private static BuildOptions options(Row row) throws SQLException {
        Optional<CassetteName> cassette = row.optional("cassette", CassetteName::new);
        boolean batches = row.flag("use_batches");
        boolean cache = row.flag("use_cache");
        Optional<Money> maxCost = row.optionalCount("max_cost").map(Money::new);
        Optional<Duration> maxWait = row.optional("max_wait", Duration::parse);
        return row.value(
                "mode", mode -> new BuildOptions(cassette, Mode.valueOf(mode), batches, cache, maxCost, maxWait));
    }

    private static Optional<Build.Reason> reason(Row row) throws SQLException {
        String message = row.optionalText("reason_message").orElse("");
        return row.optionalText("reason_code").map(code -> new Build.Reason(code, message));
    }
}
