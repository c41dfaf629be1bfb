package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values of the cassette room for tests: each whole and lawful, with the part that matters to be chosen. */
public final class Examples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final String MODEL = "gpt-4o-mini";
    public static final Headers JSON = Headers.of("content-type", "application/json");
    public static final Headers EVENTS = Headers.of("content-type", "text/event-stream");

    private Examples() {}

    /** A request key that differs for each number. */
    public static RequestKey key(int number) {
        return new RequestKey("sha256:%064x".formatted(number));
    }

    /** A chat completion that asks this. */
    public static ProviderRequest chat(String question) {
        String body =
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(MODEL, question);
        return post(Bytes.utf8(body));
    }

    /** A chat completion with any body. */
    public static ProviderRequest post(Bytes body) {
        return new ProviderRequest(
                new ProviderName("openai"),
                Dialect.OPENAI,
                "POST",
                "/v1/chat/completions",
                Optional.empty(),
                JSON,
                body);
    }

    /** A ticket for the main lane. */
    public static Ticket ticket(ProviderRequest request) {
        return new Ticket(Lane.MAIN, key(1), request, NOON, List.of());
    }

    public static Ticket ticket(String question) {
        return ticket(chat(question));
    }

    public static Ticket ticket(Lane lane, RequestKey key) {
        return new Ticket(lane, key, chat("hello"), NOON, List.of());
    }

    /** A ticket for the main lane that asks that model. */
    public static Ticket ticketFor(String model, Finding... findings) {
        return new Ticket(
                Lane.MAIN, key(1), post(Bytes.utf8("{\"model\":\"%s\"}".formatted(model))), NOON, List.of(findings));
    }

    /** An answer 200 in one piece. */
    public static Outcome.Response response(String body) {
        return new Outcome.Response(200, JSON, Bytes.utf8(body));
    }

    /** A whole stream, one chunk each 5 ms. */
    public static Outcome.Stream stream(String... chunks) {
        return new Outcome.Stream(200, EVENTS, chunks(chunks), Outcome.End.END, Optional.empty());
    }

    /** A stream that broke after these chunks. */
    public static Outcome.Stream brokenStream(RecordedError error, String... chunks) {
        return new Outcome.Stream(200, EVENTS, chunks(chunks), Outcome.End.ERROR, Optional.of(error));
    }

    /** A stream that Tapedeck itself stopped reading after these chunks. */
    public static Outcome.Stream abortedStream(String... chunks) {
        return new Outcome.Stream(200, EVENTS, chunks(chunks), Outcome.End.ABORTED, Optional.empty());
    }

    /** No answer: the provider was too slow. */
    public static Outcome.Error timeout() {
        return new Outcome.Error(RecordedError.of(
                new Failure.TimedOut(Failure.TimedOut.Phase.RESPONSE, "No answer within 30 s from openai.")));
    }

    public static Ending ending(Outcome outcome) {
        return new Ending(outcome, 812, 1, List.of());
    }

    private static List<Chunk> chunks(String... texts) {
        return Arrays.stream(texts).map(text -> new Chunk(5, Bytes.utf8(text))).toList();
    }
}
