package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes what may be stored or shown of what went over the wire. Pure and thread-safe. */
public final class Scrubber {
    private final Redactor redactor;
    private final boolean redactOutcomes;

    /** @param redactOutcomes whether answers are redacted too, at the price of exact replays */
    public Scrubber(Redactor redactor, boolean redactOutcomes) {
        this.redactor = redactor;
        this.redactOutcomes = redactOutcomes;
    }

    /** What is stored when a call starts: its request redacted. */
    public Ticket ticket(Call call, RequestKey key, Instant now) {
        Redaction<ProviderRequest> request = request(call.request());
        return new Ticket(call.lane(), key, request.value(), now, request.findings());
    }

    /** A request as it may be stored and shown. */
    public Redaction<ProviderRequest> request(ProviderRequest request) {
        Redaction<String> path = redactor.text(request.path());
        Redaction<Optional<String>> query = optional(request.query());
        Redaction<Headers> headers = redactor.headers(request.headers());
        Redaction<Bytes> body = redactor.body(request.body(), request.headers().contentType());
        return new Redaction<>(
                new ProviderRequest(
                        request.provider(),
                        request.dialect(),
                        request.method(),
                        path.value(),
                        query.value(),
                        headers.value(),
                        body.value()),
                joined(path, query, headers, body));
    }

    private Redaction<Optional<String>> optional(Optional<String> query) {
        return query.map(redactor::query)
                .map(redacted -> new Redaction<>(Optional.of(redacted.value()), redacted.findings()))
                .orElseGet(() -> Redaction.clean(Optional.empty()));
    }

    private static List<Finding> joined(Redaction<?>... redactions) {
        List<Finding> all = new ArrayList<>();
        for (Redaction<?> redaction : redactions) {
            all.addAll(redaction.findings());
        }
        return all;
    }

    /** An outcome as it may be stored: its headers by allow-list, its body as it was or redacted. */
    public Ending ending(Outcome outcome, long millis, int attempts) {
        Redaction<Outcome> redacted = outcome(outcome);
        return new Ending(redacted.value(), millis, attempts, redacted.findings());
    }

    private Redaction<Outcome> outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> {
                Redaction<Headers> headers = redactor.headers(response.headers());
                Redaction<Bytes> body =
                        redactor.body(response.body(), response.headers().contentType());
                Bytes stored = redactOutcomes ? body.value() : response.body();
                yield new Redaction<>(
                        new Outcome.Response(response.code(), headers.value(), stored), joined(headers, body));
            }
            case Outcome.Stream stream -> {
                Redaction<Headers> headers = redactor.headers(stream.headers());
                Redaction<Bytes> body =
                        redactor.body(stream.body(), stream.headers().contentType());
                List<Chunk> stored = redactOutcomes ? redacted(stream, body) : stream.chunks();
                yield new Redaction<>(
                        new Outcome.Stream(stream.code(), headers.value(), stored, stream.end(), stream.error()),
                        joined(headers, body));
            }
            case Outcome.Error(RecordedError error) -> {
                Redaction<String> message = redactor.text(error.message());
                yield new Redaction<>(new Outcome.Error(error.withMessage(message.value())), message.findings());
            }
            case Outcome.Incomplete incomplete -> Redaction.clean(incomplete);
        };
    }

    /** A secret may lie across chunks, so a stream with one keeps its bytes together. */
    private static List<Chunk> redacted(Outcome.Stream stream, Redaction<Bytes> body) {
        return body.findings().isEmpty()
                ? stream.chunks()
                : List.of(new Chunk(stream.chunks().getFirst().afterMillis(), body.value()));
    }
}
