package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyApiTest {
    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameRequestWithTheSameKeyCreatesOnce() {
        String body = "{\"name\":\"%s\"}".formatted(Tapes.newName());

        Response first = post("cassettes", key, body);
        Response again = post("cassettes", key, body.replace(":", " : "));

        first.then().statusCode(201);
        again.then().statusCode(201).header("Location", equalTo(first.header("Location")));
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void theSameRequestWithTheSameKeyOpensOneSession() {
        String body = "{\"cassette\":\"%s\",\"mode\":\"record\"}".formatted(Tapes.newName());

        Response first = post("sessions", key, body);
        Response again = post("sessions", key, body);

        assertThat(again.<String>path("id")).isEqualTo(first.<String>path("id"));
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        post("cassettes", key, "{\"name\":\"%s\"}".formatted(Tapes.newName()));

        Response refused = post("cassettes", key, "{\"name\":\"%s\"}".formatted(Tapes.newName()));

        refused.then()
                .statusCode(422)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:idempotency-key-reused"));
    }

    @Test
    void aRequestThatFailedMayBeSentAgainWithItsKey() {
        String name = Tapes.newName();
        String body = "{\"cassette\":\"%s\",\"mode\":\"replay\"}".formatted(name);
        post("sessions", key, body).then().statusCode(404);
        post("cassettes", UUID.randomUUID().toString(), "{\"name\":\"%s\"}".formatted(name));

        Response again = post("sessions", key, body);

        again.then().statusCode(201);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        Response refused = post("cassettes", "a b", "{\"name\":\"%s\"}".formatted(Tapes.newName()));

        refused.then().statusCode(400).body("violations[0].parameter", equalTo("Idempotency-Key"));
    }

    private static Response post(String list, String key, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/" + list);
    }
}
