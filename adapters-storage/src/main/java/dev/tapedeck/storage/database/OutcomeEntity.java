package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code outcome}: what came of an interaction; there is none as long as it is incomplete. Never updated. */
@Entity
@Immutable
@Table(name = "outcome")
class OutcomeEntity extends PanacheEntityBase {
    @EmbeddedId
    private InteractionId id;

    @Column(name = "kind")
    private String kind;

    @Column(name = "status")
    private @Nullable Integer status;

    @Column(name = "answer_headers")
    private @Nullable String answerHeaders;

    @Column(name = "answer_body")
    private byte @Nullable [] answerBody;

    @Column(name = "chunks")
    private byte @Nullable [] chunks;

    @Column(name = "ending")
    private @Nullable String ending;

    @Embedded
    private @Nullable ErrorColumns error;

    @Column(name = "duration_millis")
    private long durationMillis;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "findings")
    private String findings;

    protected OutcomeEntity() {}

    OutcomeEntity(InteractionId id, Ending ending) {
        this.id = id;
        kind = ending.outcome().kind();
        durationMillis = ending.durationMillis();
        attempts = ending.attempts();
        findings = Columns.of(ending.findings());
        switch (ending.outcome()) {
            case Outcome.Response response -> fill(response);
            case Outcome.Stream stream -> fill(stream);
            case Outcome.Error(RecordedError failure) -> error = ErrorColumns.of(failure);
            case Outcome.Incomplete incomplete ->
                throw new IllegalArgumentException("An interaction under way has no outcome to store.");
        }
    }

    private void fill(Outcome.Response response) {
        status = response.code();
        answerHeaders = Columns.of(response.headers());
        answerBody = response.body().array();
    }

    private void fill(Outcome.Stream stream) {
        status = stream.code();
        answerHeaders = Columns.of(stream.headers());
        answerBody = stream.body().array();
        chunks = Columns.layout(stream.chunks());
        ending = stream.end().id();
        error = stream.error().map(ErrorColumns::of).orElse(null);
    }

    /** The outcomes on a take from one number to another, both included. */
    static List<OutcomeEntity> between(TakeId take, int first, int last) {
        return list("id.take = ?1 and id.number between ?2 and ?3", take.value(), first, last);
    }

    int number() {
        return id.number();
    }

    Ending ending() {
        return new Ending(outcome(), durationMillis, attempts, Columns.findings(findings));
    }

    private Outcome outcome() {
        return switch (kind) {
            case "response" -> new Outcome.Response(there(status), headers(), Bytes.wrap(there(answerBody)));
            case "stream" ->
                new Outcome.Stream(
                        there(status),
                        headers(),
                        Columns.chunks(there(chunks), there(answerBody)),
                        end(there(ending)),
                        Optional.ofNullable(error).map(ErrorColumns::error));
            case "error" -> new Outcome.Error(there(error).error());
            default -> throw unreadable();
        };
    }

    private Headers headers() {
        return Columns.headers(there(answerHeaders));
    }

    private static Outcome.End end(String id) {
        return Arrays.stream(Outcome.End.values())
                .filter(end -> end.id().equals(id))
                .findFirst()
                .orElseThrow(OutcomeEntity::unreadable);
    }

    private static <T> T there(@Nullable T column) {
        return Optional.ofNullable(column).orElseThrow(OutcomeEntity::unreadable);
    }

    private static FailedCall unreadable() {
        return JsonColumn.unreadable("an outcome");
    }
}
