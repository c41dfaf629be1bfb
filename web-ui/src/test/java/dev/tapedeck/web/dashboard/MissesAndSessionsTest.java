package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MissesAndSessionsTest {
    private static String open(String cassette, String mode) {
        return given().header("content-type", "application/json")
                .body("{\"cassette\":\"%s\",\"mode\":\"%s\"}".formatted(cassette, mode))
                .post("/api/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void aMissIsShownBesideTheNearestRecordingWithARecipeThatWouldMatch() {
        Program program = Program.recording("missed");
        program.asks("hello");
        program.replaying().sends("""
                        {"model":"gpt-test","stream":false,"messages":[{"role":"user","content":"hello"}],"user":"u-2"}""");

        Page page = Page.at("/misses");

        assertThat(page.html()).contains("href=\"/recordings/missed/1\"");
        assertThat(page.text()).contains("\"u-2\"", "\"u-1\"", "distance 1", "\"ignore\": [\"/user\"]");
    }

    @Test
    void aMissStaysWhenItsSessionIsClosed() {
        Program.recording("closed-miss").asks("hello");
        String session = open("closed-miss", "replay");
        given().header("content-type", "application/json")
                .body("{\"model\":\"gpt-test\",\"messages\":[]}")
                .post("/session/%s/llm/simulator/v1/chat/completions".formatted(session))
                .then()
                .statusCode(404);

        given().delete("/api/v1/sessions/" + session).then().statusCode(200);

        assertThat(Page.at("/misses").html()).contains("#session-" + session).contains("closed");
    }

    @Test
    void anOpenSessionShowsItsCountersAndWhatWasNotPlayed() {
        Program.recording("counted").asks("hello");
        String session = open("counted", "replay");

        Page page = Page.at("/sessions");

        assertThat(page.html()).contains("id=\"session-" + session + "\"");
        assertThat(page.text()).contains("Not played: #1");
    }

    @Test
    void aClosedSessionShowsWhetherItWasClean() {
        Program.recording("clean").asks("hello");
        String session = open("clean", "replay");

        given().delete("/api/v1/sessions/" + session).then().statusCode(200);

        assertThat(Page.at("/sessions").text()).contains("Closed lately", "not clean");
    }
}
