package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes interactions, and their two halves, in format 1. */
final class InteractionWriter {
    private final Layout to;
    private final BodyWriter bodies;

    InteractionWriter(Layout to) {
        this.to = to;
        this.bodies = new BodyWriter(to);
    }

    void interaction(Interaction interaction) throws IOException {
        to.open('{');
        to.member("number", Lawful.number(interaction.number()));
        ticketHead(interaction.ticket());
        endingHead(interaction.ending());
        request(interaction.ticket());
        outcome(interaction.ending());
        to.close('}');
    }

    void ticket(int number, Ticket ticket) throws IOException {
        to.open('{');
        to.member("number", Lawful.number(number));
        ticketHead(ticket);
        request(ticket);
        to.close('}');
    }

    void ending(int number, Ending ending) throws IOException {
        to.open('{');
        to.member("number", Lawful.number(number));
        endingHead(ending);
        outcome(ending);
        to.close('}');
    }

    private void ticketHead(Ticket ticket) {
        to.member("lane", ticket.lane().name());
        to.member("key", ticket.key().value());
        to.member("provider", ticket.request().provider().value());
        to.member("dialect", ticket.request().dialect().id());
        to.member("recordedAt", ticket.recordedAt().toString());
    }

    private void endingHead(Ending ending) {
        to.member("durationMs", Lawful.millis(ending.durationMillis()));
        to.member("attempts", Lawful.attempts(ending.attempts()));
    }

    private void request(Ticket ticket) throws IOException {
        ProviderRequest request = ticket.request();
        to.name("request");
        to.open('{');
        to.member("method", Lawful.method(request.method()));
        to.member("path", Lawful.path(request.target()));
        headers(request.headers());
        body(request.body());
        findings(ticket.findings());
        to.close('}');
    }

    private void outcome(Ending ending) throws IOException {
        Outcome outcome = ending.outcome();
        to.name("outcome");
        to.open('{');
        to.member("kind", outcome.kind());
        switch (outcome) {
            case Outcome.Response response -> response(response);
            case Outcome.Stream stream -> stream(stream);
            case Outcome.Error(RecordedError error) -> error(error);
            case Outcome.Incomplete incomplete -> {}
        }
        findings(ending.findings());
        to.close('}');
    }

    private void response(Outcome.Response response) throws IOException {
        to.member("status", Lawful.status(response.code()));
        headers(response.headers());
        body(response.body());
    }

    private void stream(Outcome.Stream stream) {
        to.member("status", Lawful.status(stream.code()));
        headers(stream.headers());
        to.name("chunks");
        to.open('[');
        stream.chunks().forEach(this::chunk);
        to.close(']');
        to.member("end", stream.end().id());
        stream.error().ifPresent(this::error);
    }

    private void chunk(Chunk chunk) {
        to.element();
        to.open('{');
        to.member("afterMs", chunk.afterMillis());
        bodies.bytes(chunk.bytes());
        to.close('}');
    }

    private void error(RecordedError error) {
        to.name("error");
        to.open('{');
        to.member("type", error.type());
        to.member("message", error.message());
        if (!error.context().isEmpty()) {
            to.member("context", error.context());
        }
        to.name("retryable");
        to.out().ascii(Boolean.toString(error.retryable()));
        error.retryAfterMillis().ifPresent(millis -> to.member("retryAfterMs", Lawful.millis(millis)));
        to.close('}');
    }

    private void body(Bytes body) throws IOException {
        if (!body.isEmpty()) {
            to.name("body");
            bodies.body(body);
        }
    }

    /** Names in the order and spelling in which they came first; the values of one name stand together, in order. */
    private void headers(Headers headers) {
        Map<String, List<Headers.Field>> byName = new LinkedHashMap<>();
        headers.fields()
                .forEach(field -> byName.computeIfAbsent(
                                field.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(field));
        to.name("headers");
        to.open('{');
        byName.values().forEach(this::header);
        to.close('}');
    }

    private void header(List<Headers.Field> fields) {
        to.name(Lawful.headerName(fields.getFirst().name()));
        if (fields.size() == 1) {
            to.out().string(fields.getFirst().value());
            return;
        }
        to.open('[');
        for (Headers.Field field : fields) {
            to.element();
            to.out().string(field.value());
        }
        to.close(']');
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        to.name("findings");
        to.open('[');
        for (Finding finding : findings) {
            to.element();
            to.open('{');
            to.member("rule", finding.rule());
            to.member("location", finding.location());
            to.close('}');
        }
        to.close(']');
    }
}
