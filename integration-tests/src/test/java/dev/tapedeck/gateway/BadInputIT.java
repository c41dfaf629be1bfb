package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be right is refused with a status and a message that help; never with a 500, never with our insides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[]}";
    private static final int MEGABYTE = 1_024 * 1_024;
    private static final String TAPE = "some-tape";

    private final ScriptedUpstream upstream =
            ScriptedUpstream.answering(request -> ScriptedReply.json("{\"answer\":%d}".formatted(request.number())));
    private final TapedeckProcess process = TapedeckProcess.settings()
            .provider("openai", "openai", upstream.baseUrl())
            .provider("anthropic", "anthropic", upstream.baseUrl())
            .provider("gemini", "gemini", upstream.baseUrl())
            .provider("real", "generic", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);

    /**
     * A call that must be refused.
     *
     * @param names what the message must name
     */
    private record Refused(
            String why, String path, Map<String, String> headers, int status, String code, List<String> names) {
        Refused(String why, String path, Map<String, String> headers, int status, String code, String... names) {
            this(why, path, headers, status, code, List.of(names));
        }

        @Override
        public String toString() {
            return why + " at " + path;
        }
    }

    /** The shapes in which each dialect's clients expect an error: where the code and the message stand. */
    private enum Shape {
        OPENAI("/error/code", "/error/message"),
        ANTHROPIC("/error/type", "/error/message"),
        GEMINI("/error/status", "/error/message"),
        GENERIC("/type", "/detail");

        private final String code;
        private final String message;

        Shape(String code, String message) {
            this.code = code;
            this.message = message;
        }

        static Shape of(String path) {
            return Stream.of(values())
                    .filter(shape -> path.contains("/llm/" + shape.name().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElse(GENERIC);
        }
    }

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    static Stream<Refused> refusedCalls() {
        return Stream.of("openai", "anthropic", "gemini", "real").flatMap(BadInputIT::refusedBy);
    }

    private static Stream<Refused> refusedBy(String provider) {
        String path = "/llm/" + provider + "/v1/chat/completions";
        Map<String, String> replay = Map.of("Tapedeck-Cassette", "nowhere", "Tapedeck-Mode", "replay");
        return Stream.of(
                new Refused(
                        "unknown session",
                        path,
                        Map.of("Tapedeck-Session", "nobody"),
                        404,
                        "tapedeck_unknown_session",
                        "nobody"),
                new Refused(
                        "unknown session",
                        "/session/nobody" + path,
                        Map.of(),
                        404,
                        "tapedeck_unknown_session",
                        "nobody"),
                new Refused("unknown cassette", path, replay, 404, "tapedeck_unknown_cassette", "nowhere"),
                new Refused(
                        "unknown mode",
                        path,
                        Map.of("Tapedeck-Cassette", "c", "Tapedeck-Mode", "sideways"),
                        400,
                        "tapedeck_invalid_",
                        "Tapedeck-Mode",
                        "sideways",
                        "replay"),
                new Refused(
                        "bad lane",
                        path,
                        Map.of("Tapedeck-Cassette", "c", "Tapedeck-Mode", "record", "Tapedeck-Lane", "../up"),
                        400,
                        "tapedeck_invalid_",
                        "../up"),
                new Refused(
                        "bad cassette",
                        path,
                        Map.of("Tapedeck-Cassette", "a/b", "Tapedeck-Mode", "record"),
                        400,
                        "tapedeck_invalid_",
                        "a/b"),
                new Refused(
                        "bad session",
                        path,
                        Map.of("Tapedeck-Session", "no such thing!"),
                        400,
                        "tapedeck_invalid_",
                        "no such thing!"));
    }

    @ParameterizedTest
    @MethodSource("refusedCalls")
    void aCallThatCantBeTakenIsRefusedInTheShapeOfItsDialect(Refused refused) {
        Answered answered = caller.post(refused.path(), REQUEST, headers(refused.headers()));

        JsonNode error = answered.json();
        Shape shape = Shape.of(refused.path());
        assertThat(answered.status()).as(answered.text()).isEqualTo(refused.status());
        assertThat(error.at(shape.code).asText()).as(answered.text()).contains(refused.code());
        assertThat(error.at(shape.message).asText()).contains(refused.names());
        assertThat(answered.header("x-should-retry")).isEqualTo("false");
        showsNoInsides(answered);
    }

    @Test
    void anUnknownProviderIsRefusedWithThoseThereAre() {
        Answered answered = caller.post("/llm/nobody/v1/chat/completions", REQUEST);

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.text())
                .contains("tapedeck_unknown_provider", "nobody", "openai", "anthropic", "gemini", "simulator", "real");
        assertThat(answered.header("x-should-retry")).isEqualTo("false");
        showsNoInsides(answered);
    }

    @Test
    void aLaneThatWasNeverRecordedIsAMissThatNamesThoseThatWere() {
        SessionUnderTest recording = caller.open(TAPE, "record");
        caller.post(recording.door("openai") + "/v1/x", REQUEST, "Tapedeck-Lane", "lane-we-know");
        recording.close();
        SessionUnderTest replay = caller.open(TAPE, "replay");

        Answered answered = caller.post(replay.door("openai") + "/v1/x", REQUEST, "Tapedeck-Lane", "another");

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.json().at("/error/code").asText()).isEqualTo("tapedeck_replay_miss");
        assertThat(answered.json().at("/error/message").asText()).contains("another", "lane-we-know");
        assertThat(answered.header("x-should-retry")).isEqualTo("false");
        assertThat(answered.header("Tapedeck-Outcome")).isEqualTo("miss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"broken\": [1, 2",
                "not json at all",
                "{\"twice\": 1, \"twice\": 2}",
                "\u0000\u0001",
                "{\"lone\": \"\\ud800\"}",
                "{\"number\": 1e999999}"
            })
    void oddBodiesCountAsBytesAndReplay(String body) {
        SessionUnderTest recording = caller.open("odd-" + Integer.toHexString(body.hashCode()), "record");
        Answered live = caller.post(recording.door("openai") + "/v1/x", body);
        recording.close();

        Answered replayed = caller.post(
                caller.open("odd-" + Integer.toHexString(body.hashCode()), "replay")
                                .door("openai") + "/v1/x",
                body);

        assertThat(live.status()).as(live.text()).isEqualTo(200);
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);
        assertThat(replayed.body()).isEqualTo(live.body());
    }

    @Test
    void tenMegabytesOfNestingAreRefusedWhereTheLimitIs() {
        SessionUnderTest recording = caller.open("nesting", "record");

        Answered answered = caller.post(recording.door("openai") + "/v1/x", "[".repeat(10 * MEGABYTE));

        assertThat(answered.status()).as(answered.text()).isEqualTo(400);
        assertThat(answered.json().at("/error/code").asText()).isEqualTo("tapedeck_invalid_json");
        assertThat(answered.json().at("/error/message").asText()).contains("200 levels", "at byte 200");
        assertThat(answered.header("x-should-retry")).isEqualTo("false");
        showsNoInsides(answered);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        Answered answered = caller.post("/llm/openai/v1/x", "x".repeat(33 * MEGABYTE));

        assertThat(answered.status()).isEqualTo(413);
        assertThat(answered.json().at("/error/code").asText()).isEqualTo("tapedeck_body_too_large");
        assertThat(answered.json().at("/error/message").asText()).contains("max-body");
        assertThat(answered.header("x-should-retry")).isEqualTo("false");
        showsNoInsides(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/llm/real/../../etc/passwd",
                "/llm/real/a/../b",
                "/llm/real/%2e%2e/%2e%2e/x",
                "/llm/real/%zz",
                "/llm/../api/v1/sessions",
                "/session/../llm/real/x",
                "/session/%2e%2e/llm/real/x",
                "/llm/%00/x",
                "/llm//x"
            })
    void pathsThatClimbOrBreakTheRulesReachNobody(String path) {
        int before = upstream.received().size();

        String answer = raw("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + process.port()
                + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(answer).doesNotContain("at dev.tapedeck", "Exception");
        assertThat(upstream.received()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cassette", "two words", "../up", ""})
    void aSessionInReplayNeedsACassetteThatIsThere(String cassette) {
        Answered answered =
                caller.post("/api/v1/sessions", "{\"cassette\":\"%s\",\"mode\":\"replay\"}".formatted(cassette));

        assertThat(answered.status()).as(answered.text()).isIn(400, 404);
        isProblem(answered);
    }

    static Stream<String> badSessions() {
        return Stream.of(
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "[".repeat(10 * MEGABYTE),
                "{\"cassette\":\"c\",\"mode\":\"sideways\"}",
                "{\"cassette\":\"c\",\"mode\":7}",
                "{\"mode\":\"record\"}",
                "{\"cassette\":\"c\",\"mode\":\"record\",\"onExhausted\":\"explode\"}",
                "{\"cassette\":\"c\",\"mode\":\"record\",\"speed\":\"-1\"}",
                "{\"cassette\":\"c\",\"mode\":\"record\",\"speed\":\"warp\"}",
                "{\"cassette\":\"c\",\"mode\":\"record\",\"fresh\":\"perhaps\"}",
                "{\"casette\":\"c\",\"mode\":\"record\"}",
                "{\"cassette\":{\"a\":1},\"mode\":\"record\"}");
    }

    @ParameterizedTest
    @MethodSource("badSessions")
    void aSessionThatCantBeIsRefusedAsAProblem(String json) {
        Answered answered = caller.post("/api/v1/sessions", json);

        assertThat(answered.status()).as(answered.text()).isIn(400, 413, 422);
        isProblem(answered);
    }

    @Test
    void aMisspeltMemberIsRefusedWithTheRightSpelling() {
        Answered answered = caller.post("/api/v1/sessions", "{\"casette\":\"c\",\"mode\":\"record\"}");

        assertThat(answered.text()).contains("casette", "Did you mean", "cassette");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sessions/nobody",
                "/api/v1/sessions/nobody/misses",
                "/api/v1/cassettes/nobody",
                "/api/v1/cassettes/nobody/interactions",
                "/api/v1/cassettes/nobody/interactions/1",
                "/api/v1/nothing-here"
            })
    void whatIsNotThereIsA404(String path) {
        Answered answered = caller.get(path);

        assertThat(answered.status()).isEqualTo(404);
        isProblem(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/cassettes?limit=0",
                "/api/v1/cassettes?limit=501",
                "/api/v1/cassettes?limit=many",
                "/api/v1/cassettes?colour=red",
                "/api/v1/cassettes/%2e%2e%2fup",
                "/api/v1/cassettes/two%20words",
                "/api/v1/cassettes/nobody/interactions/many"
            })
    void aRequestThatMakesNoSenseIsA4xxThatSaysSo(String path) {
        Answered answered = caller.get(path);

        assertThat(answered.status()).as(answered.text()).isBetween(400, 404);
        isProblem(answered);
    }

    @Test
    void aHeadRequestIsAnsweredWithoutABodyThoughTheProviderSendsOne() {
        String answer = raw("HEAD /llm/simulator/v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + process.port()
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
    }

    @Test
    void aMethodLongerThanAnyThereIsIsRefused() {
        String answer = raw("%s /llm/real/x HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                .formatted("M".repeat(101), process.port()));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("tapedeck_invalid_method");
    }

    private String raw(String request) {
        try (RawClient client = RawClient.connected(process)) {
            return client.send(request).readAll();
        }
    }

    private static String[] headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
    }

    private static void isProblem(Answered answered) {
        assertThat(answered.header("content-type")).startsWith("application/problem+json");
        assertThat(answered.json().path("status").asInt()).isEqualTo(answered.status());
        assertThat(List.of("type", "title", "detail"))
                .allSatisfy(member ->
                        assertThat(answered.json().path(member).asText()).isNotEmpty());
        showsNoInsides(answered);
    }

    private static void showsNoInsides(Answered answered) {
        assertThat(answered.text()).doesNotContain("at dev.tapedeck", "Exception", "java.", "dev.tapedeck.");
    }
}
