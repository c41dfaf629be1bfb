package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link CassetteStore} promises, one test per promise. An adapter's test extends this and hands over a
 * store that is empty at the start of each test.
 */
public abstract class CassetteStoreContract extends CounterPromises {
    private static final Headers REPEATED = Headers.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "X-Request-Id", "req_1",
            "X-Request-Id", "req_2",
            "X-Request-Id", "späße \"quoted\" \\ \t end",
            "x-ratelimit-remaining", "");

    static Stream<Outcome> everyKindOfOutcome() {
        RecordedError cut = new RecordedError(
                "tapedeck_upstream_timeout", "Nothing for 30 s — \"idle\".", "idle", true, Optional.of(1500L));
        RecordedError unknownType = new RecordedError("tapedeck_of_tomorrow", "", "", false, Optional.empty());
        return Stream.of(
                Examples.response("{\n  \"id\": \"chatcmpl-1\"\n}"),
                new Outcome.Response(204, Headers.NONE, Bytes.EMPTY),
                new Outcome.Response(429, REPEATED, everyByte()),
                Examples.stream("data: a\n\n", "data: [DONE]\n\n"),
                new Outcome.Stream(200, REPEATED, unevenChunks(), Outcome.End.END, Optional.empty()),
                new Outcome.Stream(200, Headers.NONE, List.of(), Outcome.End.END, Optional.empty()),
                Examples.abortedStream("data: half"),
                Examples.brokenStream(cut, "data: one\n\n", "data: tw"),
                new Outcome.Stream(502, Headers.NONE, List.of(), Outcome.End.ERROR, Optional.of(unknownType)),
                Examples.timeout(),
                new Outcome.Error(cut),
                new Outcome.Error(unknownType));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfOutcome")
    void anOutcomeComesBackAsItWas(Outcome outcome) {
        // Given
        TakeId take = take();
        Ending ending = new Ending(outcome, 123_456_789_012L, 3, List.of(new Finding("jwt", "/choices/0/a~1b")));
        int number = store().begin(take, Examples.ticket("hello"));

        // When
        store().finish(take, number, ending);

        // Then
        assertThat(found(take, number).ending()).isEqualTo(ending);
        assertThat(store().interactions(take, 0, 1)).containsExactly(found(take, number));
    }

    @Test
    void aTicketComesBackAsItWas() {
        // Given
        TakeId take = take();
        ProviderRequest request = new ProviderRequest(
                new ProviderName("my-gateway.2"),
                Dialect.GEMINI,
                "PATCH",
                "/v1beta/models/gemini%20pro:generate",
                Optional.of("alt=sse&key=«redacted:google-key:12ab»&empty="),
                REPEATED,
                everyByte());
        Ticket ticket = new Ticket(
                new Lane("Worker_1.a"),
                Examples.key(Integer.MAX_VALUE),
                request,
                Instant.parse("2026-11-21T12:34:56.123456Z"),
                List.of(new Finding("google-key", "query:key"), new Finding("secret-member", "/a~1b/\"0\"")));

        // When
        int number = store().begin(take, ticket);

        // Then
        assertThat(found(take, number).ticket()).isEqualTo(ticket);
    }

    @ParameterizedTest
    @MethodSource("everyDialect")
    void aRequestOfAnyDialectComesBackAsItWas(Dialect dialect) {
        // Given
        TakeId take = take();
        ProviderRequest request = new ProviderRequest(
                new ProviderName("any"), dialect, "GET", "/", Optional.empty(), Headers.NONE, Bytes.EMPTY);

        // When
        int number = store().begin(take, Examples.ticket(request));

        // Then
        assertThat(found(take, number).ticket().request()).isEqualTo(request);
    }

    @Test
    void anEmptyQueryIsNotTheSameAsNone() {
        // Given
        TakeId take = take();
        ProviderRequest request = new ProviderRequest(
                new ProviderName("any"), Dialect.GENERIC, "GET", "/", Optional.of(""), Headers.NONE, Bytes.EMPTY);

        // When
        int number = store().begin(take, Examples.ticket(request));

        // Then
        assertThat(found(take, number).ticket().request().query()).contains("");
    }

    @Test
    void longTextsComeBackAsTheyWere() {
        // Given
        TakeId take = take();
        ProviderRequest request = new ProviderRequest(
                new ProviderName("any"),
                Dialect.GENERIC,
                "GET",
                "/" + "p".repeat(20_000),
                Optional.of("q=" + "ü".repeat(20_000)),
                Headers.of("x-request-id", "r".repeat(20_000)),
                Bytes.EMPTY);
        List<Finding> many = IntStream.range(0, 2_000)
                .mapToObj(i -> new Finding("secret-member", "/" + "deep/".repeat(200) + i))
                .toList();
        Ticket ticket = new Ticket(Lane.MAIN, Examples.key(1), request, Examples.NOON, many);

        // When
        int number = store().begin(take, ticket);

        // Then
        assertThat(found(take, number).ticket()).isEqualTo(ticket);
    }

    @Test
    void bigBodiesComeBackByteForByte() {
        // Given
        TakeId take = take();
        Bytes question = random(2 << 20);
        Bytes answer = random(3 << 20);

        // When
        int whole = recorded(
                take, Examples.ticket(Examples.post(question)), new Outcome.Response(200, Headers.NONE, answer));
        int streamed = recorded(take, Examples.ticket("hello"), streamOf(answer));

        // Then
        assertThat(found(take, whole).ticket().request().body()).isEqualTo(question);
        assertThat(found(take, whole).outcome()).isEqualTo(new Outcome.Response(200, Headers.NONE, answer));
        assertThat(found(take, streamed).outcome()).isEqualTo(streamOf(answer));
    }

    static Stream<Dialect> everyDialect() {
        return Stream.of(Dialect.values());
    }

    private static Bytes everyByte() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(value -> bytes[value] = (byte) value);
        return Bytes.wrap(bytes);
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static List<Chunk> unevenChunks() {
        return List.of(
                new Chunk(0, Bytes.utf8("d")),
                new Chunk(3_000_000_000L, everyByte()),
                new Chunk(0, Bytes.wrap(new byte[] {(byte) 0xc3})),
                new Chunk(7, Bytes.wrap(new byte[] {(byte) 0xbc, '\n'})));
    }

    private static Outcome.Stream streamOf(Bytes all) {
        List<Chunk> chunks = IntStream.range(0, all.length() / 1024)
                .mapToObj(at -> new Chunk(at % 40, all.slice(at * 1024, (at + 1) * 1024)))
                .toList();
        return new Outcome.Stream(200, Examples.EVENTS, chunks, Outcome.End.END, Optional.empty());
    }
}
