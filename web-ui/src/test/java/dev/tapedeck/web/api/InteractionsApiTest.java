package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InteractionsApiTest {
    private static final Bytes NO_TEXT = Bytes.wrap(new byte[] {(byte) 0xff, 0, 1});
    private static final RecordedError RESET = RecordedError.of(new Failure.Reset("The connection broke."));

    private final Tapes tapes;

    @Inject
    InteractionsApiTest(Tapes tapes) {
        this.tapes = tapes;
    }

    @Test
    void interactionsAreListedInOrderWithoutBodies() {
        String name = tapes.asked("hello", "good bye");

        Response list = given().get(path(name, ""));

        list.then()
                .statusCode(200)
                .body("data.number", equalTo(List.of(1, 2)))
                .body("data[0].lane", equalTo("main"))
                .body("data[0].key", startsWith("sha256:"))
                .body("data[0].provider", equalTo("simulator"))
                .body("data[0].dialect", equalTo("openai"))
                .body("data[0].method", equalTo("POST"))
                .body("data[0].path", equalTo("/v1/chat/completions"))
                .body("data[0].model", equalTo("gpt-5"))
                .body("data[0].recordedAt", equalTo("2026-11-21T02:00:00Z"))
                .body("data[0].durationMs", is(812))
                .body("data[0].attempts", is(1))
                .body("data[0].outcome", equalTo("response"))
                .body("data[0].status", is(200))
                .body("data[0].requestBytes", is(Tapes.chatJson("hello").length()))
                .body("data[0].answerBytes", is("{\"answer\":\"to hello\"}".length()))
                .body("data[0].findings", is(2))
                .body("data[0]", not(hasKey("request")));
    }

    @Test
    void interactionsArePagedByNumber() {
        String name = tapes.asked("one", "two", "three");

        Response first = given().get(path(name, "?limit=2"));
        Response second = given().get(path(name, "?limit=2&after=" + first.path("next")));

        first.then()
                .body("data.number", equalTo(List.of(1, 2)))
                .body("hasMore", is(true))
                .body("next", equalTo("2"));
        second.then().body("data.number", equalTo(List.of(3))).body("hasMore", is(false));
    }

    @Test
    void aPlaceThatIsNoNumberIsRefused() {
        Response refused = given().get(path(tapes.empty(), "?after=second"));

        refused.then().statusCode(400).body("violations[0].parameter", equalTo("after"));
    }

    @Test
    void anInteractionIsShownWithRequestAndAnswer() {
        String name = tapes.asked("hello");

        Response shown = given().get(path(name, "/1"));

        shown.then()
                .statusCode(200)
                .body("number", is(1))
                .body("request.method", equalTo("POST"))
                .body("request.headers.'content-type'", equalTo("application/json"))
                .body("request.body.json.messages[0].content", equalTo("hello"))
                .body("request.body", not(hasKey("text")))
                .body("request.findings[0].rule", equalTo("secret-member"))
                .body("request.findings[0].location", equalTo("/token"))
                .body("outcome.kind", equalTo("response"))
                .body("outcome.status", is(200))
                .body("outcome.body.json.answer", equalTo("to hello"))
                .body("outcome.findings[0].rule", equalTo("openai-key"))
                .body("outcome", not(hasKey("chunks")));
    }

    @Test
    void numbersInABodyAreShownAsTheyStandThere() {
        String name = tapes.empty();
        tapes.add(
                name,
                Tapes.request("POST", "/v1/x", Tapes.JSON, Bytes.utf8("{\"n\":1.10000000000000000001e2}")),
                Tapes.stream("ok"));

        Response shown = given().get(path(name, "/1"));

        assertThat(shown.asString()).contains("\"json\":{\"n\":1.10000000000000000001e2}");
    }

    @Test
    void aBodyIsShownAsJsonTextOrBase64() {
        String name = tapes.empty();
        tapes.add(name, Tapes.request("POST", "/v1/x", Headers.NONE, Bytes.utf8("no {json")), response(NO_TEXT));

        Response shown = given().get(path(name, "/1"));

        shown.then()
                .body("request.body.text", equalTo("no {json"))
                .body("request.body", not(hasKey("json")))
                .body("outcome.body.base64", equalTo("/wAB"))
                .body("outcome.body", not(hasKey("text")));
    }

    @Test
    void aStreamIsShownWithItsChunksAndTheirTiming() {
        String name = tapes.empty();
        tapes.add(name, Tapes.chat("hello"), Tapes.stream("data: a\n\n", "data: b\n\n"));

        Response shown = given().get(path(name, "/1"));

        shown.then()
                .body("outcome.kind", equalTo("stream"))
                .body("outcome.end", equalTo("end"))
                .body("outcome.chunks", hasSize(2))
                .body("outcome.chunks[1].afterMs", is(5))
                .body("outcome.chunks[1].text", equalTo("data: b\n\n"))
                .body("outcome", not(hasKey("error")));
    }

    @Test
    void aStreamThatBrokeIsShownWithItsError() {
        String name = tapes.empty();
        Outcome broken = new Outcome.Stream(
                200, Headers.NONE, List.of(new Chunk(3, NO_TEXT)), Outcome.End.ERROR, Optional.of(RESET));
        tapes.add(name, Tapes.chat("hello"), broken);

        Response shown = given().get(path(name, "/1"));

        shown.then()
                .body("outcome.chunks[0].base64", equalTo("/wAB"))
                .body("outcome.end", equalTo("error"))
                .body("outcome.error.type", equalTo("tapedeck_upstream_reset"))
                .body("outcome.error.retryable", is(true));
    }

    @Test
    void aCallThatFailedOrNeverEndedIsShownAsThat() {
        String name = tapes.empty();
        tapes.add(name, Tapes.chat("failed"), new Outcome.Error(RESET));
        tapes.begin(name, Tapes.chat("never ended"));

        given().get(path(name, "/1"))
                .then()
                .body("outcome.kind", equalTo("error"))
                .body("outcome.error.message", equalTo("The connection broke."))
                .body("outcome", not(hasKey("status")));
        given().get(path(name, "/2")).then().body("outcome.kind", equalTo("incomplete"));
    }

    @Test
    void rawBodiesAreAttachmentsThatNoBrowserGuessesAt() {
        String name = tapes.empty();
        tapes.add(name, Tapes.chat("hello"), Tapes.stream("data: ä\n\n", "data: b\n\n"));

        Response request = given().get(path(name, "/1/raw/request"));
        Response response = given().get(path(name, "/1/raw/response"));

        request.then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                .header("Content-Disposition", equalTo("attachment; filename=\"%s-1-request.txt\"".formatted(name)))
                .header("X-Content-Type-Options", equalTo("nosniff"));
        assertThat(request.asByteArray())
                .isEqualTo(Bytes.utf8(Tapes.chatJson("hello")).array());
        assertThat(response.asByteArray())
                .isEqualTo(Bytes.utf8("data: ä\n\ndata: b\n\n").array());
    }

    @Test
    void rawBytesThatAreNoTextComeAsBytes() {
        String name = tapes.empty();
        tapes.add(name, Tapes.chat("hello"), response(NO_TEXT));

        Response raw = given().get(path(name, "/1/raw/response"));

        raw.then()
                .header("Content-Type", equalTo("application/octet-stream"))
                .header("Content-Disposition", endsWith("-1-response.bin\""));
        assertThat(raw.asByteArray()).isEqualTo(NO_TEXT.array());
    }

    @Test
    void aCallThatFailedHasNoAnswerToDownload() {
        String name = tapes.empty();
        tapes.add(name, Tapes.chat("failed"), new Outcome.Error(RESET));

        Response refused = given().get(path(name, "/1/raw/response"));

        refused.then()
                .statusCode(404)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("detail", containsString("has no answer"));
    }

    @Test
    void curlGoesThroughThisGatewayWithoutAKey() {
        String name = tapes.asked("it's me");

        Response curl = given().get(path(name, "/1/curl"));

        curl.then().statusCode(200).header("Content-Type", startsWith("text/plain"));
        assertThat(curl.asString())
                .containsPattern("^curl -X 'POST' ")
                .containsPattern("'http://[a-z0-9.]+:\\d+/llm/simulator/v1/chat/completions'")
                .contains("-H 'content-type: application/json'")
                .contains("it'\\''s me")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void aDeletedInteractionIsGoneAndItsNumberStaysFree() {
        String name = tapes.asked("one", "two");

        given().delete(path(name, "/1")).then().statusCode(204);

        given().get(path(name, "/1")).then().statusCode(404);
        given().get(path(name, "")).then().body("data.number", equalTo(List.of(2)));
    }

    @Test
    void anInteractionThatIsNotThereIsUnknownToEveryOperation() {
        String name = tapes.asked("one");
        List<Response> answers = List.of(
                given().get(path(name, "/7")),
                given().get(path(name, "/7/raw/request")),
                given().get(path(name, "/7/raw/response")),
                given().get(path(name, "/7/curl")),
                given().delete(path(name, "/7")));

        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .contentType(ProblemView.MEDIA_TYPE)
                        .body("type", equalTo("urn:tapedeck:problem:unknown-interaction")));
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        String name = tapes.asked("one");

        assertThat(List.of("x", "0", "-1", "99999999999"))
                .allSatisfy(number -> given().get(path(name, "/" + number))
                        .then()
                        .statusCode(400)
                        .body("violations[0].parameter", equalTo("number")));
    }

    private static Outcome response(Bytes body) {
        return new Outcome.Response(200, Headers.NONE, body);
    }

    private static String path(String cassette, String rest) {
        return "/api/v1/cassettes/%s/interactions%s".formatted(cassette, rest);
    }
}
