package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code outcome}: what came of an interaction; there is none as long as it is incomplete. Never updated. */
@MappedSuperclass
public abstract class OutcomeRow {
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

    protected OutcomeRow() {}

    void fill(InteractionId newId, Ending ending) {
        id = newId;
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
                .orElseThrow(OutcomeRow::unreadable);
    }

    private static <T> T there(@Nullable T column) {
        return Optional.ofNullable(column).orElseThrow(OutcomeRow::unreadable);
    }

    private static FailedCall unreadable() {
        return JsonColumn.unreadable("an outcome");
    }
}
