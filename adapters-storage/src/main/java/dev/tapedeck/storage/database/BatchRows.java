package dev.tapedeck.storage.database;

import dev.tapedeck.build.Batch;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.exchange.ProviderName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code build_batch}. Every method needs a transaction. */
final class BatchRows {
    private static final String VALUES =
            "intent,layer,provider,model,requests,state,upload,remote_id,sent_at,seen_at,poll_at,polls,expires_at,ended_at,collected,too_much,message,candidates";

    private static final WholeRows ROWS = WholeRows.of("build_batch", VALUES, "build,number");

    private final Statements statements;

    BatchRows(Statements statements) {
        this.statements = statements;
    }

    void put(Layers layers, Batch batch) {
        statements.put(ROWS, List.<@Nullable Object[]>of(columns(layers, batch)));
    }

    List<Batch> all(Layers layers) {
        return statements.select(
                layers.subject(),
                row -> batch(layers, row),
                "select number," + VALUES + " from build_batch where build = ? order by build, number",
                layers.build());
    }

    /** How long the latest batches of that model took, newest first. */
    List<Duration> waits(ProviderName provider, String model, int limit) {
        return statements.select(
                Subject.BUILDS,
                row -> Duration.between(row.time("sent_at"), row.time("ended_at")),
                "select sent_at, ended_at from build_batch where provider = ? and model = ? and state = 'ENDED' order by ended_at desc limit ?",
                provider.value(),
                model,
                limit);
    }

    private static @Nullable Object[] columns(Layers layers, Batch batch) {
        return new @Nullable Object[] {
            batch.intent(),
            layers.number(batch.layer()),
            batch.provider().value(),
            batch.model(),
            batch.requests(),
            batch.state(),
            batch.upload(),
            batch.remoteId(),
            batch.sentAt(),
            batch.seenAt(),
            batch.pollAt(),
            batch.polls(),
            batch.expiresAt(),
            batch.endedAt(),
            batch.collected(),
            batch.tooMuch(),
            batch.message(),
            TextList.write(batch.candidates()),
            layers.build(),
            batch.number()
        };
    }

    private static Batch batch(Layers layers, Row row) throws SQLException {
        return new Batch(
                row.number("number"),
                row.text("intent"),
                row.value("layer", layers::name),
                row.value("provider", ProviderName::new),
                row.text("model"),
                row.number("requests"),
                row.value("state", BatchState::valueOf),
                row.optionalText("upload"),
                row.optionalText("remote_id"),
                row.optionalTime("sent_at"),
                row.optionalTime("seen_at"),
                row.optionalTime("poll_at"),
                row.number("polls"),
                row.optionalTime("expires_at"),
                row.optionalTime("ended_at"),
                row.flag("collected"),
                row.flag("too_much"),
                row.optionalText("message"),
                row.value("candidates", TextList::read));
    }
}
