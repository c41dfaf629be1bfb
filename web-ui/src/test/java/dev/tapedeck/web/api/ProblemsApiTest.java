package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsApiTest {
    @Test
    void aPathThatLeadsNowhereIsAProblem() {
        assertProblem(given().get("/api/v1/nosuch"), 404, "not-found")
                .body("instance", equalTo("/api/v1/nosuch"))
                .body("violations", empty());
    }

    @Test
    void aMethodThatAPathDoesNotKnowIsAProblem() {
        assertProblem(given().put("/api/v1/sessions"), 405, "method-not-allowed");
    }

    @Test
    void aBodyThatIsNotJsonIsAProblem() {
        assertProblem(
                given().contentType("text/plain").body("x").post("/api/v1/sessions"), 415, "unsupported-media-type");
    }

    @Test
    void anAnswerThatNobodyCanGiveIsAProblem() {
        assertProblem(given().accept("image/png").get("/api/v1/sessions"), 406, "not-acceptable");
    }

    @Test
    void aFaultOfTheProgramShowsNothingOfItself() {
        Response failed = given().get("/api/v1/faulty");

        assertProblem(failed, 500, "internal");
        assertThat(failed.asString()).doesNotContain(FaultyResource.SECRET).doesNotContain("IllegalState");
    }

    @Test
    void anUnknownMemberIsRefusedWithWhatMayHaveBeenMeant() {
        Response refused = open("{\"casette\":\"x\",\"mode\":\"replay\"}");

        assertProblem(refused, 400, "invalid-request")
                .body("violations", hasSize(1))
                .body("violations[0].pointer", equalTo("/casette"))
                .body("violations[0].message", equalTo("Unknown member 'casette'. Did you mean 'cassette'?"));
    }

    @Test
    void anUnknownMemberInsideIsPointedAt() {
        Response refused = create("{\"name\":\"x\",\"keyRecipe\":{\"replace\":[{\"patern\":\"a\",\"with\":\"b\"}]}}");

        assertProblem(refused, 400, "invalid-request")
                .body("violations[0].pointer", equalTo("/keyRecipe/replace/0/patern"))
                .body("detail", containsString("Did you mean 'pattern'?"));
    }

    @Test
    void everyMissingMemberIsNamed() {
        Response refused = open("{\"mode\":null}");

        assertProblem(refused, 400, "invalid-request")
                .body("violations.pointer", equalTo(List.of("/cassette", "/mode")));
    }

    @Test
    void aMissingMemberInsideIsPointedAt() {
        Response refused = create("{\"name\":\"x\",\"keyRecipe\":{\"replace\":[{\"pattern\":\"a\"}]}}");

        assertProblem(refused, 400, "invalid-request")
                .body("violations[0].pointer", equalTo("/keyRecipe/replace/0/with"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"cassette":3,"mode":"off"}                   | /cassette | '/cassette' must be a string. See line 1, column 13.
                    {"cassette":true,"mode":"off"}                | /cassette | '/cassette' must be a string
                    {"cassette":"x","mode":["off"]}               | /mode     | '/mode' must be a string
                    {"cassette":"x","mode":"off","fresh":"true"}  | /fresh    | '/fresh' must be true or false
                    {"cassette":"x","mode":"off","fresh":1}       | /fresh    | '/fresh' must be true or false
                    {"cassette":"x","mode":"off","fresh":{}}      | /fresh    | '/fresh' must be true or false
                    []                                            | ``        | The body must be an object
                    "text"                                        | ``        | The body must be an object
                    """)
    void aValueOfAnotherTypeIsRefused(String body, String pointer, String message) {
        Response refused = open(body);

        assertProblem(refused, 400, "invalid-request")
                .body("violations[0].pointer", equalTo(pointer))
                .body("violations[0].message", containsString(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":"x","keyRecipe":[]}                    | /keyRecipe            | '/keyRecipe' must be an object
                    {"name":"x","keyRecipe":{"version":"1"}}       | /keyRecipe/version    | '/keyRecipe/version' must be a whole number
                    {"name":"x","keyRecipe":{"version":1.5}}       | /keyRecipe/version    | '/keyRecipe/version' must be a whole number
                    {"name":"x","keyRecipe":{"ignore":"/user"}}    | /keyRecipe/ignore     | '/keyRecipe/ignore' must be a list
                    {"name":"x","keyRecipe":{"ignore":["/a",null]}}| /keyRecipe/ignore/1   | '/keyRecipe/ignore/1' must be there, and not null
                    {"name":"x","keyRecipe":{"ignore":["/a",2]}}   | /keyRecipe/ignore/1   | '/keyRecipe/ignore/1' must be a string
                    """)
    void aValueOfAnotherTypeInsideIsRefused(String body, String pointer, String message) {
        Response refused = create(body);

        assertProblem(refused, 400, "invalid-request")
                .body("violations[0].pointer", equalTo(pointer))
                .body("violations[0].message", containsString(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"cassette":"x",                             | See line 1, column 17.
                    {"cassette":"x" "mode":"off"}                | See line 1, column
                    {"cassette":"x","cassette":"y","mode":"off"} | Duplicate field 'cassette'. See line 1, column
                    {"cassette":"x","mode":"off"} {}             | Something follows after the end of the JSON object
                    {'cassette':'x'}                             | See line 1, column
                    {"cassette":NaN}                             | See line 1, column
                    null                                         | A body is needed
                    ``                                           | A body is needed
                    """)
    void whatIsNoJsonIsRefusedWithThePlace(String body, String detail) {
        Response refused = open(body);

        assertProblem(refused, 400, "invalid-json").body("detail", containsString(detail));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] invalid = "{\"cassette\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        invalid[13] = (byte) 0xff;

        assertProblem(
                given().contentType("application/json").body(invalid).post("/api/v1/sessions"), 400, "invalid-json");
        assertProblem(
                given().contentType("application/json")
                        .body(new byte[] {0, 0, 0, 0})
                        .post("/api/v1/sessions"),
                400,
                "invalid-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"cassette\":", "{\"body\":"})
    void aBodyThatIsNestedTooDeeplyIsRefused(String start) {
        String body = start + "[".repeat(5_000);

        Response refused = given().contentType(ContentType.JSON).body(body).post("/api/v1/cassettes/x/explain");

        refused.then().statusCode(400).contentType(ProblemView.MEDIA_TYPE);
        assertThat(refused.asString()).doesNotContain("Constraints").doesNotContain("jackson");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        byte[] body = new byte[BoundedBody.MOST + 1];
        Arrays.fill(body, (byte) ' ');

        Response refused = given().contentType("application/json").body(body).post("/api/v1/sessions");

        assertProblem(refused, 413, "body-too-large");
    }

    @Test
    void anUnknownQueryParameterIsRefusedWithWhatMayHaveBeenMeant() {
        Response refused = given().get("/api/v1/cassettes?limt=3");

        assertProblem(refused, 400, "invalid-request")
                .body("violations[0].parameter", equalTo("limt"))
                .body("violations[0].message", equalTo("Unknown query parameter 'limt'. Did you mean 'limit'?"));
    }

    @Test
    void aQueryParameterIsRefusedWhereNoneIsKnown() {
        Response refused = given().get("/api/v1/stats?day=1");

        assertProblem(refused, 400, "invalid-request")
                .body("detail", equalTo("Unknown query parameter 'day'. None is known here."));
    }

    @Test
    void aQueryParameterThatStandsThereTwiceIsRefused() {
        Response refused = given().get("/api/v1/cassettes?limit=1&limit=2");

        assertProblem(refused, 400, "invalid-request").body("detail", containsString("twice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "ten", "1.5", "99999999999"})
    void aLimitThatIsNoneIsRefused(String limit) {
        List<String> lists = List.of("sessions", "cassettes", "providers");

        assertThat(lists)
                .allSatisfy(list -> assertProblem(
                                given().get("/api/v1/%s?limit=%s".formatted(list, limit)), 400, "invalid-request")
                        .body("violations[0].parameter", equalTo("limit")));
    }

    @Test
    void aNameInAPathThatBreaksTheRuleIsRefused() {
        assertProblem(given().get("/api/v1/cassettes/a%20b"), 400, "invalid-name");
        assertProblem(given().get("/api/v1/sessions/a%20b"), 400, "invalid-name");
    }

    private static Response open(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/sessions");
    }

    private static Response create(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/cassettes");
    }

    private static ValidatableResponse assertProblem(Response response, int status, String type) {
        return response.then()
                .statusCode(status)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:" + type))
                .body("status", is(status));
    }
}
