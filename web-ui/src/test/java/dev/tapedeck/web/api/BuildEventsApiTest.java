package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildEventsApiTest {
    private static final Pattern ID = Pattern.compile("^id: ?(\\d+)$", Pattern.MULTILINE);

    private final Workbench bench;

    @Inject
    BuildEventsApiTest(Workbench bench) {
        this.bench = bench;
    }

    private static Response events(String id, String last) {
        return given().header("Last-Event-ID", last).get("/api/v1/builds/%s/events".formatted(id));
    }

    private static List<String> ids(Response events) {
        return ID.matcher(events.asString())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void theStreamOfABuildThatHasEndedTellsEverythingAndEnds() {
        String id = bench.finished(Workbench.TEAM);

        Response all = given().get("/api/v1/builds/%s/events".formatted(id));

        all.then().statusCode(200).contentType("text/event-stream");
        assertThat(ids(all)).startsWith("1", "2", "3").isSorted();
        assertThat(all.asString())
                .containsPattern("event: ?layer.started")
                .containsPattern("event: ?batch.submitted")
                .containsPattern("event: ?build.ended")
                .containsPattern("event: ?progress")
                .contains("\"progress\":1.0", "\"kind\":\"build.ended\"");
    }

    @Test
    void aStreamGoesOnAfterTheEventThatWasSeenLast() {
        String id = bench.finished(Workbench.TEAM);
        List<String> all = ids(events(id, "0"));

        Response rest = events(id, "2");
        Response nothing = events(id, all.getLast());

        assertThat(ids(rest)).isEqualTo(all.subList(2, all.size()));
        nothing.then().statusCode(204);
        events(id, "two").then().statusCode(400).body("detail", containsString("Last-Event-ID"));
    }

    @Test
    void whoFollowsABuildSeesItsEnd() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        CompletableFuture<Void> worked = CompletableFuture.runAsync(() -> bench.finish(id));

        Response followed = given().get("/api/v1/builds/%s/events".formatted(id));

        worked.join();
        assertThat(followed.asString()).contains("\"state\":\"COMPLETED\"").containsPattern("event: ?build.ended");
    }

    @Test
    void whoListensToEverythingHearsOfABuildThatHasChanged() throws IOException, InterruptedException {
        URI all = URI.create("%s:%d/api/v1/events?topic=builds".formatted(RestAssured.baseURI, RestAssured.port));
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream stream = client.send(
                                HttpRequest.newBuilder(all).build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
            CompletableFuture<String> heard =
                    CompletableFuture.supplyAsync(() -> firstWith(lines, "\"state\":\"COMPLETED\""));
            String id = "";
            while (!heard.isDone()) {
                id = bench.finished(Workbench.TEAM); // the first look after somebody listens tells of nothing
            }

            assertThat(heard.join()).contains("\"pipeline\":\"pipeline-", "\"progress\":1.0");
            given().get("/api/v1/builds/" + id).then().body("state", equalTo("COMPLETED"));
        }
    }

    private static String firstWith(BufferedReader lines, String text) {
        return lines.lines().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }
}
