package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PlaybooksApiTest {
    private static final String STEPS = """
            parameters: { text: { required: true } }
            guardrails: { stuckRevisitGap: %d }
            steps: [ { name: wait, action: wait, params: { ms: 600000 } } ]
            """;

    private final String name = "playbook-" + UUID.randomUUID();

    private static Response put(String name, int gap) {
        return given().contentType(ContentType.TEXT)
                .body("name: %s\n".formatted(name) + STEPS.formatted(gap))
                .put("/api/v1/playbooks/" + name);
    }

    private Response start(String json, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(json)
                .post("/api/v1/playbooks/%s/runs".formatted(name));
    }

    private Response start(String json) {
        return start(json, UUID.randomUUID().toString());
    }

    private static void finish(Response started) {
        String run = started.then().statusCode(202).extract().path("id");
        given().contentType(ContentType.JSON)
                .body("{\"status\":\"terminated\"}")
                .post("/api/v1/runs/%s/finish".formatted(run))
                .then()
                .statusCode(200)
                .body("status", equalTo("terminated"))
                .body("success", is(false));
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 201", "50, 201", "51, 400"})
    void guardrailsAreKeptInTheirRange(int gap, int status) {
        assertThat(put(name, gap).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "LPT1.old"})
    void aNameThatNoRunCanHaveIsRefused(String device) {
        put(device, 5).then().statusCode(400).body("detail", containsString("devices"));
    }

    @Test
    void parametersThatDoNotFitAreToldAsSuchAndNotWrittenDown() {
        // Given
        put(name, 5);

        // When
        Response refused = start("{}");

        // Then
        refused.then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:invalid-parameters"))
                .body("violations[0].pointer", equalTo("/parameters/text"));
        assertThat(given().get("/api/v1/audit?limit=1").<String>path("data[0].action"))
                .isEqualTo("playbook.put");
    }

    @Test
    void parametersThatAreTooDeepAreRefused() {
        // Given
        put(name, 5);
        String deep = "{\"parameters\":{\"text\":%s1%s}}".formatted("[".repeat(100), "]".repeat(100));

        // When, Then
        start(deep).then().statusCode(400).body("violations[0].pointer", equalTo("/parameters"));
        given().contentType(ContentType.JSON)
                .body(deep)
                .post("/api/v1/playbooks/%s/validate".formatted(name))
                .then()
                .statusCode(400);
    }

    @Test
    void aPlaybookOfALongNameTakesKeysAsLongAsAnyOther() {
        // Given
        put(name, 5);
        String key = UUID.randomUUID() + "x".repeat(219);
        String json = "{\"parameters\":{\"text\":\"x\"}}";

        // When
        Response first = start(json, key);
        Response again = start(json, key);

        // Then
        assertThat(again.<String>path("id")).isEqualTo(first.<String>path("id"));
        finish(first);
    }
}
