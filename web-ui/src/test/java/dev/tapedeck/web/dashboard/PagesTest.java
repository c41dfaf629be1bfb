package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagesTest {
    /** An attribute of a tag, not text within another attribute. */
    private static final String HANDLER_OR_STYLE = "<[a-z]+(\\s+[a-z-]+(=\"[^\"]*\")?)*\\s+(on[a-z]+|style)=";

    private static final String HOSTILE = "</code><script>alert(1)</script><img src=x onerror='alert(2)'>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/recordings",
                "/recordings?q=hostile",
                "/recordings?text=%3Cscript%3Ealert(1)%3C/script%3E&model=%3Cu%3E&status=%3Cu%3E",
                "/recordings?text=script",
                "/recordings/hostile?text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/recordings/hostile",
                "/recordings/hostile/1",
                "/recordings/hostile/1?view=request",
                "/recordings/hostile/1?view=request&as=raw",
                "/recordings/hostile/1?view=answer",
                "/recordings/hostile/2?view=timeline",
                "/recordings/hostile/2?view=answer",
                "/misses",
                "/sessions",
                "/circuits",
                "/circuits?did=open&circuit=%3Cscript%3E",
                "/nowhere"
            })
    void everyPageRunsNothingThatARecordingHolds(String address) {
        Program program = Program.recording("hostile");
        program.sends("{\"model\":\"%s\",\"messages\":[{\"role\":\"<u>%s\",\"content\":\"%s\"}]}"
                .formatted(HOSTILE, HOSTILE, HOSTILE));
        program.asksForAStream(HOSTILE);
        program.replaying().asks(HOSTILE + " again");

        Response response = given().get(address);

        assertThat(response.asString())
                .doesNotContain("<script>", "<img src=x", "<u>", "NOT_FOUND")
                .doesNotContain("<style", "=\"javascript:")
                .doesNotContainPattern(HANDLER_OR_STYLE);
        assertThat(response.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(response.contentType()).isEqualToIgnoringCase("text/html;charset=UTF-8");
    }

    @Test
    void everyFileThatAPageNamesIsThere() {
        String html = Page.at("/recordings").html();

        assertThat(Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"")
                        .matcher(html)
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .hasSizeGreaterThan(4)
                .allSatisfy(address -> given().get(address)
                        .then()
                        .statusCode(200)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Cache-Control", containsString("max-age")));
    }

    @Test
    void theOverviewShowsTheLatestCallsAndHowToPointAClientHere() {
        Program.recording("overview").asks("hello").then().statusCode(200);

        String text = Page.at("/").text();

        assertThat(text)
                .contains("Passing calls straight through", "POST /v1/chat/completions simulator", "recorded")
                .contains("overview/1", "The last hour")
                .containsPattern("export OPENAI_BASE_URL=http://[^ ]+:\\d+/llm/openai/v1")
                .containsPattern("export ANTHROPIC_BASE_URL=http://[^ ]+:\\d+/llm/anthropic")
                .containsPattern("export GOOGLE_GEMINI_BASE_URL=http://[^ ]+:\\d+/llm/gemini")
                .contains("/llm/simulator/v1/chat/completions");
    }

    @Test
    void theOverviewNamesTheLatestMiss() {
        Program program = Program.recording("concern");
        program.asks("one");
        program.replaying().asks("two").then().statusCode(404);

        String text = Page.at("/").text();

        assertThat(text).contains("Missed: POST /v1/chat/completions", "concern, lane main, nearest #1");
    }

    @Test
    void anUnknownAddressIsAPageWithTheWayBack() {
        Page page = Page.at("/no/such/page");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is no such page.");
        assertThat(page.html()).contains("href=\"/recordings\"");
    }

    @Test
    void anUnknownAddressOfTheApiIsNoPage() {
        Response response = given().get("/api/v1/no/such/thing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.asString()).doesNotContain("<html");
    }
}
