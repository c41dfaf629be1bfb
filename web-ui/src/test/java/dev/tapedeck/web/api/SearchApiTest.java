package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SearchApiTest {
    private final Tapes tapes;
    /** A word that no other test uses. */
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    SearchApiTest(Tapes tapes) {
        this.tapes = tapes;
    }

    private static Response cassettes(RequestSpecification request) {
        return request.get("/api/v1/cassettes");
    }

    private static Response interactions(String cassette, RequestSpecification request) {
        return request.get("/api/v1/cassettes/%s/interactions".formatted(cassette));
    }

    private int failed(String cassette, int status) {
        return tapes.add(cassette, Tapes.chat(word), new Outcome.Response(status, Tapes.JSON, Bytes.utf8("{}")));
    }

    @Test
    void cassettesWithAMatchAreListedWithTheirCounts() {
        String both = tapes.asked("about " + word, "something else", word + " again");
        tapes.asked("nothing of it");

        Response found = cassettes(given().queryParam("text", word));

        found.then()
                .statusCode(200)
                .body("data.name", equalTo(List.of(both)))
                .body("data[0].matches", is(2))
                .body("data[0].interactions", is(3))
                .body("hasMore", is(false))
                .body("complete", is(true));
    }

    @Test
    void aListWithoutConditionsTellsNothingOfMatches() {
        String name = tapes.asked("hello");

        cassettes(given().queryParam("text", " "))
                .then()
                .body("complete", nullValue())
                .body("data[0].matches", nullValue());
        interactions(name, given()).then().body("complete", nullValue()).body("data.number", equalTo(List.of(1)));
    }

    @Test
    void allConditionsMustBeMetByOneInteraction() {
        String cassette = tapes.asked(word);
        failed(cassette, 429);

        RequestSpecification all = given().queryParam("text", word)
                .queryParam("model", "gpt-5")
                .queryParam("provider", "simulator")
                .queryParam("status", "4xx")
                .queryParam("since", "2026-11-21T02:00:00Z")
                .queryParam("until", "2026-11-21T04:00:00+01:00");

        cassettes(all).then().body("data.name", equalTo(List.of(cassette))).body("data[0].matches", is(1));
        interactions(cassette, all).then().body("data.number", equalTo(List.of(2)));
        cassettes(given().queryParam("text", word).queryParam("status", "500"))
                .then()
                .body("data", equalTo(List.of()));
        cassettes(given().queryParam("text", word).queryParam("until", "2026-11-21T02:00:00Z"))
                .then()
                .body("data", equalTo(List.of()));
    }

    @Test
    void matchesAreListedInParts() {
        String cassette = tapes.empty();
        for (int call = 0; call < 6; call++) {
            failed(cassette, call % 2 == 0 ? 200 : 500);
        }

        Response first = interactions(
                cassette, given().queryParam("text", "\"" + word + "\" 100%").queryParam("limit", 2));
        Response some = interactions(
                cassette,
                given().queryParam("text", word).queryParam("status", 500).queryParam("limit", 2));
        String link = some.header("Link").replaceAll("<(.*)>.*", "$1");
        Response rest = given().urlEncodingEnabled(false).get(link);

        first.then().body("data", equalTo(List.of()));
        some.then()
                .body("data.number", equalTo(List.of(2, 4)))
                .body("hasMore", is(true))
                .body("next", equalTo("4"));
        assertThat(link).contains("status=500", "text=" + word, "after=4");
        rest.then().body("data.number", equalTo(List.of(6))).body("hasMore", is(false));
    }

    @Test
    void cassettesThatMatchAreListedInPartsToo() {
        List<String> names = List.of(tapes.asked(word), tapes.asked(word), tapes.asked(word)).stream()
                .sorted()
                .toList();

        Response first = cassettes(given().queryParam("text", word).queryParam("limit", 2));
        Response second = cassettes(given().queryParam("text", word).queryParam("after", first.<String>path("next")));

        first.then().body("data.name", equalTo(names.subList(0, 2))).body("hasMore", is(true));
        second.then().body("data.name", equalTo(names.subList(2, 3)));
    }

    @ParameterizedTest
    @CsvSource({
        "status, 4x, HTTP status",
        "provider, a b, provider's id",
        "since, yesterday, must be a time",
        "until, 2026-11-31, must be a time",
        "text, say \"refund, a quote that is never closed",
        "text, ..., must hold a word",
        "since, +1000000000-12-31T23:59:59.999999999+18:01, must be a time",
    })
    void aValueThatCannotBeUnderstoodIsRefusedByName(String parameter, String value, String message) {
        String cassette = tapes.empty();

        List<Response> refused = List.of(
                cassettes(given().queryParam(parameter, value)),
                interactions(cassette, given().queryParam(parameter, value)));

        assertThat(refused)
                .allSatisfy(answer -> answer.then()
                        .statusCode(400)
                        .body("type", equalTo("urn:tapedeck:problem:invalid-request"))
                        .body("violations[0].parameter", equalTo(parameter))
                        .body("violations[0].message", containsString(message)));
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        cassettes(given().queryParam("text", "a".repeat(1_001)))
                .then()
                .statusCode(400)
                .body("violations[0].parameter", equalTo("text"));
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        cassettes(given().queryParam("status", "x").queryParam("since", "x"))
                .then()
                .statusCode(400)
                .body("violations.parameter", equalTo(List.of("status", "since")));
    }

    @Test
    void aMisspeltConditionIsRefusedWithWhatMayHaveBeenMeant() {
        cassettes(given().queryParam("modle", "gpt-5"))
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("Did you mean 'model'?"));
    }

    @Test
    void anEndThatIsNotAfterTheBeginningIsRefused() {
        cassettes(given().queryParam("since", "2026-11-22").queryParam("until", "2026-11-21T00:00:00Z"))
                .then()
                .statusCode(400)
                .body("violations[0].parameter", equalTo("until"))
                .body("violations[0].message", containsString("later than 'since'"));
    }

    @Test
    void aDayCountsFromItsBeginningToItsEnd() {
        String cassette = tapes.asked(word);

        Response onTheDay = cassettes(given().queryParam("text", word)
                .queryParam("since", "2026-11-21")
                .queryParam("until", "2026-11-21"));
        Response theDayBefore = cassettes(given().queryParam("text", word).queryParam("until", "2026-11-20"));

        onTheDay.then().statusCode(200).body("data.name", equalTo(List.of(cassette)));
        theDayBefore.then().statusCode(200).body("data", equalTo(List.of()));
    }
}
