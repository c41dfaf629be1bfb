package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the forms of the pages do to cassettes and interactions. */
@QuarkusTest
class DeedsTest {
    private static RequestSpecification form() {
        return given().redirects().follow(false).contentType("application/x-www-form-urlencoded");
    }

    private static Response rename(String cassette, String name) {
        return form().formParam("name", name).post("/recordings/%s/rename".formatted(cassette));
    }

    /** A session that records to it; returns its id. */
    private static String recordingTo(String cassette) {
        return given().contentType("application/json")
                .body("{\"cassette\":\"%s\",\"mode\":\"record\"}".formatted(cassette))
                .post("/api/v1/sessions")
                .path("id");
    }

    private static String page(Response response) {
        return new Page(response.statusCode(), response.asString()).text();
    }

    @Test
    void aCassetteIsDeletedAndTheListSaysSo() {
        Program.recording("doomed").asks("hello");

        Response deleted = form().post("/recordings/doomed/delete");

        assertThat(deleted.statusCode()).isEqualTo(303);
        assertThat(deleted.header("Location")).endsWith("/recordings?deleted=doomed");
        assertThat(Page.at("/recordings?deleted=doomed").text()).contains("The cassette 'doomed' is deleted.");
        assertThat(Page.at("/recordings/doomed").status()).isEqualTo(404);
    }

    @Test
    void aCassetteOnWhichASessionRecordsStaysAndThePageSaysWhy() {
        Program.recording("busy").asks("hello");
        String session = recordingTo("busy");

        Response deleted = form().post("/recordings/busy/delete");
        Response renamed = rename("busy", "idle");

        assertThat(deleted.statusCode()).isEqualTo(409);
        assertThat(page(deleted)).contains("Not deleted", "is recording to 'busy'. Close it first", "#1");
        assertThat(renamed.statusCode()).isEqualTo(409);
        assertThat(page(renamed)).contains("Not renamed");
        given().delete("/api/v1/sessions/" + session);
    }

    @Test
    void aCassetteIsRenamedAndItsPageSaysSo() {
        Program.recording("old-name").asks("hello");

        Response renamed = rename("old-name", " new-name ");

        assertThat(renamed.statusCode()).isEqualTo(303);
        assertThat(renamed.header("Location")).endsWith("/recordings/new-name?renamed=old-name");
        assertThat(Page.at("/recordings/new-name?renamed=old-name").text()).contains("it was 'old-name' before", "#1");
        assertThat(Page.at("/recordings/old-name").status()).isEqualTo(404);
    }

    @Test
    void aNameThatCannotBeHadIsRefusedInWords() {
        Program.recording("stays").asks("hello");
        Program.recording("taken").asks("hello");

        Response taken = rename("stays", "taken");
        Response unlawful = rename("stays", "a/b");

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(page(taken)).contains("Not renamed", "There is a cassette 'taken' already.");
        assertThat(unlawful.statusCode()).isEqualTo(400);
        assertThat(page(unlawful)).contains("Not renamed", "'a/b' is no", "use 1 to 128 letters");
    }

    @Test
    void anInteractionIsDeletedAndItsCassetteSaysSo() {
        Program program = Program.recording("one-less");
        program.asks("first");
        program.asks("second");

        Response deleted = form().post("/recordings/one-less/1/delete");

        assertThat(deleted.statusCode()).isEqualTo(303);
        assertThat(deleted.header("Location")).endsWith("/recordings/one-less?deleted=1");
        assertThat(Page.at("/recordings/one-less?deleted=1").text()).contains("Interaction #1 is deleted.", "#2");
        assertThat(Page.at("/recordings/one-less/1").status()).isEqualTo(404);
        assertThat(form().post("/recordings/one-less/1/delete").statusCode()).isEqualTo(404);
    }

    @Test
    void eachDeedIsAFormThatAsksOnceMore() {
        Program.recording("forms").asks("hello");

        assertThat(Page.at("/recordings/forms").html())
                .containsSubsequence(
                        "action=\"/recordings/forms/rename\" method=\"post\"",
                        "action=\"/recordings/forms/delete\" method=\"post\"",
                        "can’t be undone");
        assertThat(Page.at("/recordings/forms/1").html())
                .containsSubsequence("action=\"/recordings/forms/1/delete\" method=\"post\"", "can’t be undone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/delete", "/rename", "/1/delete"})
    void aPageOfAnotherSiteCannotSendTheForms(String deed) {
        Program.recording("guarded").asks("hello");

        Response sent = form().header("Sec-Fetch-Site", "cross-site")
                .formParam("name", "stolen")
                .post("/recordings/guarded" + deed);

        assertThat(sent.statusCode()).isEqualTo(403);
        assertThat(Page.at("/recordings/guarded/1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/delete", "/rename", "/1/delete"})
    void readingTheAddressOfADeedDoesNothingAndLeadsBack(String deed) {
        Program.recording("only-read").asks("hello");

        Response read = form().get("/recordings/only-read" + deed);

        assertThat(read.statusCode()).isEqualTo(303);
        assertThat(read.header("Location")).endsWith("/recordings/only-read");
        assertThat(Page.at("/recordings/only-read/1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere/delete", "nowhere/rename", "nowhere/1/delete", "a%20b/delete"})
    void whatIsNotThereIsNotFound(String deed) {
        assertThat(form().urlEncodingEnabled(false)
                        .formParam("name", "new")
                        .post("/recordings/" + deed)
                        .statusCode())
                .isEqualTo(404);
    }
}
