package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProvidersApiTest {
    @Test
    void providersAreListedInOrderOfName() {
        Response list = given().get("/api/v1/providers");

        list.then()
                .statusCode(200)
                .body("data.name", equalTo(List.of("anthropic", "down", "gemini", "openai", "simulator")))
                .body("data[0].dialect", equalTo("anthropic"))
                .body("data[0].baseUrl", equalTo("https://api.anthropic.com"))
                .body("data[0].keyConfigured", is(false))
                .body("data[0].live", is(false))
                .body("data[4]", not(hasKey("baseUrl")));
    }

    @Test
    void aBaseUrlIsShownWithoutWhatMayBeSecret() {
        Response list = given().get("/api/v1/providers?after=anthropic&limit=1");

        list.then()
                .body("data[0].name", equalTo("down"))
                .body("data[0].baseUrl", equalTo("http://127.0.0.1:1/base"))
                .body("data[0].keyConfigured", is(true))
                .body("data[0].capabilities", equalTo(List.of("audio", "batch")))
                .body("hasMore", is(true))
                .body("next", equalTo("down"));
        assertThat(list.asString()).doesNotContain("s3cret");
    }

    @Test
    void aProviderThatAnswersPassesItsTest() {
        Response test = given().post("/api/v1/providers/simulator/test");

        test.then()
                .statusCode(200)
                .body("provider", equalTo("simulator"))
                .body("ok", is(true))
                .body("method", equalTo("GET"))
                .body("path", equalTo("/v1/models"))
                .body("status", is(200))
                .body("millis", greaterThanOrEqualTo(0))
                .body("$", not(hasKey("failure")));
    }

    @Test
    void aProviderThatCannotBeReachedFailsItsTestWithTheReason() {
        Response test = given().post("/api/v1/providers/down/test");

        test.then()
                .statusCode(200)
                .body("ok", is(false))
                .body("failure.code", equalTo("tapedeck_upstream_unreachable"))
                .body("failure.message", not(containsString("s3cret")))
                .body("$", not(hasKey("status")));
    }

    @Test
    void aProviderThatIsNotConfiguredIsUnknown() {
        Response refused = given().post("/api/v1/providers/nosuch/test");

        refused.then()
                .statusCode(404)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:unknown-provider"))
                .body("detail", containsString("simulator"));
    }
}
