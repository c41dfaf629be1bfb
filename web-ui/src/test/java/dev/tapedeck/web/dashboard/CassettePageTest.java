package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CassettePageTest {
    private final CassetteStore store;

    @Inject
    CassettePageTest(CassetteStore store) {
        this.store = store;
    }

    @Test
    void lanesStandSideBySideInTheOrderInWhichTheyBegan() {
        Program program = Program.recording("lanes");
        program.asks("plan", new Header("Tapedeck-Lane", "planner"));
        program.asks("write", new Header("Tapedeck-Lane", "author"));
        program.asks("write on", new Header("Tapedeck-Lane", "author"));

        Page page = Page.at("/recordings/lanes");

        assertThat(page.html())
                .containsSubsequence(
                        "aria-label=\"Lane planner\"",
                        "href=\"/recordings/lanes/1\"",
                        "aria-label=\"Lane author\"",
                        "href=\"/recordings/lanes/2\"",
                        "href=\"/recordings/lanes/3\"");
    }

    @Test
    void eachInteractionSaysHowItEnded() {
        Program program = Program.recording("endings");
        program.asks("hello");
        program.asksForAStream("hello");
        program.asks("hello", new Header("Tapedeck-Simulate", "status=429"));

        String text = Page.at("/recordings/endings").text();

        assertThat(text).contains("200 response", "200 stream", "429 response");
    }

    @Test
    void aLongTapeIsShownInParts() {
        Program program = Program.recording("long-tape");
        for (int call = 0; call < 53; call++) {
            program.asks("call " + call);
        }

        Page first = Page.at("/recordings/long-tape");
        Page second = Page.at("/recordings/long-tape?after=50");

        assertThat(first.html()).contains("href=\"/recordings/long-tape?after=50\"");
        assertThat(first.text()).contains("#50").doesNotContain("#51");
        assertThat(second.text()).contains("#51", "#53").doesNotContain("#50");
    }

    @Test
    void theKeyRecipeIsShown() {
        given().header("content-type", "application/json")
                .body("{\"name\":\"recipe\",\"keyRecipe\":{\"version\":1,\"ignore\":[\"/user\"],"
                        + "\"replace\":[{\"pattern\":\"[0-9]+\",\"with\":\"<n>\"}],\"headers\":[\"x-tenant\"]}}")
                .post("/api/v1/cassettes")
                .then()
                .statusCode(201);

        String text = Page.at("/recordings/recipe").text();

        assertThat(text).contains("/user", "[0-9]+", "<n>", "x-tenant", "Nothing on this tape yet");
    }

    @Test
    void aCassetteIsVerifiedAndTheResultStandsOnItsPage() {
        Program.recording("verified").asks("hello");

        Page before = Page.at("/recordings/verified");
        Page after = Page.at("/recordings/verified?verify=true");

        assertThat(before.html())
                .contains("href=\"/recordings/verified?verify=true#check\"")
                .doesNotContain("id=\"check\"");
        assertThat(after.text()).contains("Verified", "1 interaction read, 1 key compared");
    }

    @Test
    void aCassetteIsExportedInFourFormatsFromItsPageAndTheList() {
        Program.recording("exported").asks("hello");

        assertThat(Page.at("/recordings/exported").html())
                .contains(
                        "href=\"/api/v1/cassettes/exported/export\"",
                        "/export?format=vcr",
                        "/export?format=go-vcr",
                        "/export?format=har");
        assertThat(Page.at("/recordings").html())
                .contains("/api/v1/cassettes/exported/export?format=har", "href=\"/api/v1/archive\"");
    }

    @Test
    void aCopyThatCannotBeMadeSaysWhyOnThePage() {
        Program.recording("uncopied").asks("hello");

        var refused = given().post("/recordings/uncopied?to=paper");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("Not copied", "There is no store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "%2e%2e%2fetc", "%3Cscript%3E", "a%20b"})
    void aCassetteThatIsNotThereIsNotFound(String name) {
        assertThat(Page.at("/recordings/" + name).status()).isEqualTo(404);
    }

    @Test
    void whatHasNoEndIsListedByALinkHoweverFarDownItStands() {
        Program program = Program.recording("no-end");
        for (int call = 0; call < 51; call++) {
            program.asks("call " + call);
        }
        Cassette cassette = store.find(new CassetteName("no-end")).orElseThrow();
        store.begin(
                cassette.take(), store.find(cassette.take(), 1).orElseThrow().ticket());

        Page page = Page.at("/recordings/no-end");
        Page unended = Page.at("/recordings/no-end?ended=incomplete");

        assertThat(page.html()).contains("href=\"/recordings/no-end?ended=incomplete#list\"");
        assertThat(unended.text()).contains("ended incomplete", "#52").doesNotContain("#51");
        assertThat(Page.at("/recordings/no-end?ended=well").text()).contains("'ended' can only be 'incomplete'");
        assertThat(Page.at("/recordings/no-end?ended=incomplete&status=200").text())
                .contains("'ended' can only be 'incomplete'");
    }
}
