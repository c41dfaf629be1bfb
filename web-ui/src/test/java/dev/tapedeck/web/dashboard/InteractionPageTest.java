package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InteractionPageTest {
    @Test
    void theConversationIsShownFirst() {
        Program.recording("talk").asks("Why is the sky blue?");

        Page page = Page.at("/recordings/talk/1");

        assertThat(page.html()).containsSubsequence("turn-user", "Why is the sky blue?", "turn-assistant");
        assertThat(page.text()).contains("gpt-test", "200 response");
    }

    @Test
    void aToolCallIsShownWithItsArguments() {
        Program.recording("tools").sends("""
                        {"model":"gpt-test","messages":[{"role":"user","content":"Weather?"}],"tools":[{"type":"function",
                        "function":{"name":"get_weather","parameters":{"type":"object",
                        "properties":{"city":{"type":"string"}},"required":["city"]}}}]}""");

        assertThat(Page.at("/recordings/tools/1").text()).contains("calls get_weather", "\"city\": ");
    }

    @Test
    void aRequestIsLaidOutOrShownAsItWas() {
        Program.recording("sides").asks("hello");

        String pretty = Page.at("/recordings/sides/1?view=request").text();
        String raw = Page.at("/recordings/sides/1?view=request&as=raw").text();

        assertThat(pretty).contains("\n  \"model\": \"gpt-test\",", "Content-Type");
        assertThat(raw).contains("{\"model\":\"gpt-test\",\"stream\":false");
    }

    @Test
    void aSecretIsMarkedWhereItWasTakenOut() {
        Program.recording("secret")
                .sends("{\"model\":\"gpt-test\",\"api_key\":\"sk-proj-%s\",\"messages\":[]}"
                        .formatted("abcdefghijklmnopqrstuvwxyz0123456789"));

        Page page = Page.at("/recordings/secret/1?view=request");

        assertThat(page.html())
                .containsPattern("<mark[^>]*>«redacted:[^»]+»</mark>")
                .doesNotContain("sk-proj-");
        assertThat(page.text()).contains("/api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversation", "answer", "answer&as=raw", "timeline"})
    void aSecretInAnAnswerIsNotShownThoughItStandsOnTheTape(String view) {
        Program.recording("echoed").asksForAStream("Repeat: password=hunter2hunter2");

        Page page = Page.at("/recordings/echoed/1?view=" + view);

        assertThat(page.html()).doesNotContain("hunter2").containsPattern("«(redacted|withheld):");
        assertThat(given().get("/api/v1/cassettes/echoed/interactions/1/raw/response")
                        .asString())
                .contains("hunter2");
    }

    @Test
    void aStreamHasATimelineWithItsTextAndWhenItCame() {
        Program.recording("stream").asksForAStream("Tell me a story");

        Page page = Page.at("/recordings/stream/1?view=timeline");

        assertThat(page.html())
                .containsPattern("data-frames=\"\\d+:0( \\d+:\\d+)+\"")
                .containsPattern("<rect x=\"\\d+\"");
        assertThat(page.text()).contains("ended with “end”", "data: [DONE]");
    }

    @Test
    void aStreamThatBrokeSaysSo() {
        Program program = Program.recording("cut");

        assertThatException()
                .isThrownBy(() -> program.asksForAStream("Cut me", new Header("Tapedeck-Simulate", "cut-after=3")));

        assertThat(Page.at("/recordings/cut/1").text())
                .contains("stream, cut", "tapedeck_upstream_reset", "A replay breaks at the same place.");
    }

    @Test
    void aBodyOver256KbIsShownInPartsThatJoinWithoutAGap() {
        String words = "tape reel hiss ".repeat(30_000);
        Program.recording("large").asks(words);

        String first = Page.at("/recordings/large/1?view=request&as=raw").html();
        String second =
                Page.at("/recordings/large/1?view=request&as=raw&from=262144").html();

        assertThat(first).contains("from=262144\" rel=\"next\"").hasSizeLessThan(400_000);
        assertThat(second).contains("rel=\"prev\"", "hiss &quot;}]").hasSizeLessThan(400_000);
    }

    @Test
    void neighboursAreLinkedAcrossAGap() {
        Program program = Program.recording("gap");
        program.asks("one");
        program.asks("two");
        program.asks("three");
        given().delete("/api/v1/cassettes/gap/interactions/2").then().statusCode(204);

        assertThat(Page.at("/recordings/gap/1").html()).contains("href=\"/recordings/gap/3?view=conversation\"");
        assertThat(Page.at("/recordings/gap/3").html()).contains("href=\"/recordings/gap/1?view=conversation\"");
    }

    @Test
    void theRequestAsACommandHoldsNoKey() {
        Program.recording("curl").asks("it's me", new Header("Authorization", "Bearer sk-proj-secretsecretsecret"));

        String text = Page.at("/recordings/curl/1").text();

        assertThat(text).contains("curl -X 'POST'", "it'\\''s me").doesNotContain("secretsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "99999999999999999999", "one", "1%3Cscript%3E"})
    void anInteractionThatIsNotThereIsNotFound(String number) {
        Program.recording("single").asks("hello");
        String there = "2".equals(number) ? "200" : number;

        assertThat(Page.at("/recordings/single/" + there).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"view=nonsense", "view=timeline", "from=-5", "from=999999999", "as=%3Cscript%3E"})
    void anAddressThatMakesNoSenseStillShowsThePage(String query) {
        Program.recording("sense").asks("hello");

        assertThat(Page.at("/recordings/sense/1?" + query).status()).isEqualTo(200);
    }
}
