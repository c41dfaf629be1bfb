package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsApiTest {
    private final Tapes tapes;

    @Inject
    SessionsApiTest(Tapes tapes) {
        this.tapes = tapes;
    }

    @Test
    void openingASessionGivesItsAddressAndTheBaseUrlsForClients() {
        String cassette = tapes.asked("hello");

        Response opened = open("{\"cassette\":\"%s\",\"mode\":\"replay\"}".formatted(cassette));

        String id = opened.path("id");
        String origin =
                opened.header("Location").substring(0, opened.header("Location").indexOf("/api/"));
        opened.then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/sessions/" + id))
                .body("cassette", equalTo(cassette))
                .body("mode", equalTo("replay"))
                .body("onExhausted", equalTo("fail"))
                .body("speed", equalTo("instant"))
                .body("fresh", is(false))
                .body("implicit", is(false))
                .body("baseUrls.openai", equalTo(origin + "/session/" + id + "/llm/openai/v1"))
                .body("baseUrls.anthropic", equalTo(origin + "/session/" + id + "/llm/anthropic"))
                .body("counters.unplayed", is(1));
        assertThat(opened.<String>path("openedAt")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    }

    @Test
    void everySettingOfASessionIsTaken() {
        String body = """
                {"cassette":"%s","mode":"record","onExhausted":"repeat-last","speed":4,"fresh":true}""";

        Response opened = open(body.formatted(tapes.empty()));

        opened.then()
                .statusCode(201)
                .body("onExhausted", equalTo("repeat-last"))
                .body("speed", equalTo("4.0"))
                .body("fresh", is(true));
    }

    @Test
    void speedIsAWordANumberOrANumberInQuotes() {
        String body = "{\"cassette\":\"%s\",\"mode\":\"record\",\"speed\":%s}";
        String cassette = tapes.empty();

        List<String> speeds = List.of("\"realtime\"", "2.5", "\"2.5\"", "\"instant\"").stream()
                .map(speed -> open(body.formatted(cassette, speed)).<String>path("speed"))
                .toList();

        assertThat(speeds).containsExactly("realtime", "2.5", "2.5", "instant");
    }

    @Test
    void aSpeedThatIsNoneIsRefused() {
        String body = "{\"cassette\":\"any\",\"mode\":\"record\",\"speed\":%s}";

        assertInvalid(open(body.formatted("\"fast\"")), "invalid-speed", "Speed 'fast' is unknown");
        assertInvalid(open(body.formatted("0")), "invalid-speed", "Speed '0' is unknown");
        assertInvalid(open(body.formatted("true")), "invalid-request", "'/speed' must be instant");
    }

    @Test
    void aModeThatIsNoneIsRefusedWithWhatMayHaveBeenMeant() {
        Response refused = open("{\"cassette\":\"any\",\"mode\":\"replai\"}");

        assertInvalid(refused, "invalid-request", "Did you mean 'replay'?")
                .body("violations[0].pointer", equalTo("/mode"));
    }

    @Test
    void aRuleForExhaustedRowsThatIsNoneIsRefused() {
        Response refused = open("{\"cassette\":\"any\",\"mode\":\"replay\",\"onExhausted\":\"rewnd\"}");

        assertInvalid(refused, "invalid-request", "Did you mean 'rewind'?")
                .body("violations[0].pointer", equalTo("/onExhausted"));
    }

    @Test
    void freshGoesWithModeRecordOnly() {
        Response refused = open("{\"cassette\":\"any\",\"mode\":\"auto\",\"fresh\":true}");

        assertInvalid(refused, "invalid-session", "fresh goes with mode record only");
    }

    @Test
    void replayOfACassetteThatIsNotThereIsRefused() {
        Response refused = open("{\"cassette\":\"%s\",\"mode\":\"replay\"}".formatted(Tapes.newName()));

        refused.then()
                .statusCode(404)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:unknown-cassette"))
                .body("detail", containsString("Record one first"));
    }

    @Test
    void anOpenSessionIsListedAndCanBeLookedAt() {
        String id = openReplay(tapes.asked("hello"));

        given().get("/api/v1/sessions/" + id).then().statusCode(200).body("id", equalTo(id));
        assertThat(given().get("/api/v1/sessions?limit=500").<List<String>>path("data.id"))
                .contains(id);
    }

    @Test
    void sessionsArePagedNewestFirstEvenIfTheOneAtTheSeamIsClosed() {
        String cassette = tapes.asked("hello");
        String older = openReplay(cassette);
        String newer = openReplay(cassette);
        Response first = given().get("/api/v1/sessions?limit=1");
        first.then().body("data.id", equalTo(List.of(newer))).body("hasMore", is(true));
        given().delete("/api/v1/sessions/" + newer).then().statusCode(200);

        String link = first.header("Link");
        Response second = given().urlEncodingEnabled(false).get(link.substring(1, link.indexOf('>')));

        assertThat(link).endsWith("; rel=\"next\"").contains("limit=1");
        second.then().body("data.id", equalTo(List.of(older)));
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        assertInvalid(given().get("/api/v1/sessions?after=nowhere"), "invalid-request", "'after' is no place");
        assertInvalid(given().get("/api/v1/sessions?after=nowhere_x"), "invalid-request", "'after' is no place");
    }

    @Test
    void missesSayWhatIsNearest() {
        String id = openReplay(tapes.asked("hello"));
        ask(id, "good bye").then().statusCode(404);

        Response misses = given().get("/api/v1/sessions/%s/misses".formatted(id));

        misses.then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].lane", equalTo("main"))
                .body("data[0].provider", equalTo("simulator"))
                .body("data[0].path", equalTo("/v1/chat/completions"))
                .body("data[0].exhausted", is(false))
                .body("data[0].message", containsString("Nearest: #1"))
                .body("data[0].nearest[0].number", is(1))
                .body("data[0].nearest[0].differences[0].place", equalTo("/messages/0/content"));
    }

    @Test
    void missesArePaged() {
        String id = openReplay(tapes.asked("hello"));
        ask(id, "one");
        ask(id, "two");
        ask(id, "three");

        Response first = given().get("/api/v1/sessions/%s/misses?limit=2".formatted(id));
        Response second = given().get("/api/v1/sessions/%s/misses?limit=2&after=%s".formatted(id, first.path("next")));

        first.then().body("data", hasSize(2)).body("hasMore", is(true));
        second.then().body("data", hasSize(1)).body("hasMore", is(false)).body("next", equalTo(null));
    }

    @Test
    void closingReportsHowItWentAndWhatWasNotPlayed() {
        String id = openReplay(tapes.asked("hello", "good bye"));
        ask(id, "hello").then().statusCode(200);

        Response report = given().delete("/api/v1/sessions/" + id);

        report.then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("clean", is(false))
                .body("counters.replayed", is(1))
                .body("counters.unplayed", is(1))
                .body("misses", empty())
                .body("incomplete", empty())
                .body("warnings", empty())
                .body("unplayed", hasSize(1))
                .body("unplayed[0].number", is(2))
                .body("unplayed[0].method", equalTo("POST"))
                .body("unplayed[0].path", equalTo("/v1/chat/completions"));
        given().get("/api/v1/sessions/" + id).then().statusCode(404);
    }

    @Test
    void closingStrictlyIsAConflictIfSomethingWasNotPlayed() {
        String id = openReplay(tapes.asked("hello"));

        Response report = given().delete("/api/v1/sessions/%s?strict=true".formatted(id));

        report.then()
                .statusCode(409)
                .contentType(ContentType.JSON)
                .body("id", equalTo(id))
                .body("unplayed.number", equalTo(List.of(1)));
        given().get("/api/v1/sessions/" + id).then().statusCode(404);
    }

    @Test
    void closingStrictlyIsFineIfAllWasPlayedAndNothingMissed() {
        String id = openReplay(tapes.asked("hello"));
        ask(id, "hello").then().statusCode(200);

        Response report = given().delete("/api/v1/sessions/%s?strict=true".formatted(id));

        report.then().statusCode(200).body("clean", is(true));
    }

    @Test
    void strictIsTrueOrFalse() {
        String id = openReplay(tapes.asked("hello"));

        assertInvalid(
                        given().delete("/api/v1/sessions/%s?strict=yes".formatted(id)),
                        "invalid-request",
                        "'strict' must be true or false")
                .body("violations[0].parameter", equalTo("strict"));
        given().get("/api/v1/sessions/" + id).then().statusCode(200);
    }

    @Test
    void incompleteInteractionsAreReported() {
        String cassette = tapes.asked("hello");
        int number = tapes.begin(cassette, Tapes.chat("never answered"));
        String id = openReplay(cassette);

        Response report = given().delete("/api/v1/sessions/" + id);

        report.then().body("incomplete", equalTo(List.of(number)));
    }

    @Test
    void aSessionThatIsNotOpenIsUnknown() {
        List<Response> answers = List.of(
                given().get("/api/v1/sessions/gone"),
                given().get("/api/v1/sessions/gone/misses"),
                given().delete("/api/v1/sessions/gone"));

        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .contentType(ProblemView.MEDIA_TYPE)
                        .body("type", equalTo("urn:tapedeck:problem:unknown-session"))
                        .body("detail", not(containsString("Exception"))));
    }

    private String openReplay(String cassette) {
        return open("{\"cassette\":\"%s\",\"mode\":\"replay\"}".formatted(cassette))
                .path("id");
    }

    private static Response open(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/sessions");
    }

    private static Response ask(String session, String question) {
        return given().contentType("application/json")
                .body(Tapes.chatJson(question))
                .post("/session/%s/llm/simulator/v1/chat/completions".formatted(session));
    }

    private static ValidatableResponse assertInvalid(Response response, String type, String detail) {
        return response.then()
                .statusCode(400)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:" + type))
                .body("status", is(400))
                .body("detail", containsString(detail));
    }
}
