package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.tapedeck.web.build.Damages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DamagedRunsApiTest {
    private static final String RUNS = "/api/v1/runs";

    private final Damages damages;

    @Inject
    DamagedRunsApiTest(Damages damages) {
        this.damages = damages;
    }

    private static void started(String id) {
        given().contentType(ContentType.JSON)
                .body("{\"id\":\"%1$s\",\"name\":\"%1$s\"}".formatted(id))
                .post(RUNS)
                .then()
                .statusCode(201);
    }

    @AfterEach
    void forget() {
        damages.spoil("delete from run where id = ?", "torn");
    }

    @Test
    void aDamagedRunHarmsNoOther() {
        // Given
        started("whole");
        started("torn");
        damages.spoil("update run set document = '{' where id = ?", "torn");

        // When
        Response listed = given().get(RUNS);
        Response part = given().get(RUNS + "?limit=1");
        Response page = given().accept("text/html").get("/runs");
        Response overview = given().accept("text/html").get("/");
        Response got = given().get(RUNS + "/torn");

        // Then
        listed.then()
                .statusCode(200)
                .body("data.id", hasItem("whole"))
                .body("data.id", not(hasItem("torn")))
                .body("unreadable.id", hasItem("torn"));
        part.then().body("unreadable[0].message", containsString("run 'torn'"));
        given().get(RUNS + "?after=" + part.path("next")).then().statusCode(200).body("data[0].id", equalTo("whole"));
        assertThat(page.asString()).contains("A run can't be shown", "run &#39;torn&#39; can", "whole");
        overview.then().statusCode(200);
        got.then()
                .statusCode(409)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:damaged"));
    }
}
