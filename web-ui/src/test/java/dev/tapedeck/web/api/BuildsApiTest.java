package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tapedeck.build.BuildStore;
import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BuildsApiTest {
    private final Workbench bench;
    private final BuildStore store;

    @Inject
    BuildsApiTest(Workbench bench, BuildStore store) {
        this.bench = bench;
        this.store = store;
    }

    private static Response get(String id) {
        return given().get("/api/v1/builds/" + id);
    }

    @Test
    void aBuildIsStartedAndFoundAtItsAddress() {
        String pipeline = bench.pipeline(Workbench.TEAM);

        Response started = bench.start(pipeline);

        String id = started.path("id");
        started.then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/builds/" + id))
                .body("pipeline", equalTo(pipeline))
                .body("state", equalTo("PENDING"))
                .body("mode", equalTo("off"))
                .body("batch", equalTo("auto"))
                .body("cache", is(true))
                .body("progress", is(0.0f))
                .body("cost.spent", is(0.0f))
                .body("$", not(hasKey("cassette")))
                .body("cost", not(hasKey("limit")))
                .body("layers.name", contains("bios", "work-styles", "team-summary"))
                .body("layers[0].source", is(true))
                .body("layers[2].inputs", contains("work-styles"));
        assertThat(started.asString()).contains("\"spent\":0.000000000"); // no exponent, which people don't read
        get(id).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void aBuildGoesThroughABatchAndASyncLayerToItsEnd() {
        String id = bench.finished(Workbench.TEAM);

        Response built = get(id);

        built.then()
                .body("state", equalTo("COMPLETED"))
                .body("progress", is(1.0f))
                .body("units", equalTo(java.util.Map.of("SUCCEEDED", 3)))
                .body("cost.reserved", is(0.0f))
                .body("fingerprint", notNullValue())
                .body("layers[1].batched", is(true))
                .body("layers[1].units.SUCCEEDED", is(2))
                .body("layers[2].batched", is(false))
                .body("batches", hasSize(1))
                .body("batches[0].state", equalTo("ENDED"))
                .body("batches[0].collected", is(true))
                .body("batches[0].requests", is(2))
                .body("failures", empty())
                .body("$", not(hasKey("nextPollAt")));
        assertThat(built.jsonPath().getDouble("cost.spent")).isPositive();
    }

    @Test
    void aSecondBuildTakesOverWhatTheFirstHasMade() {
        String pipeline = bench.pipeline(Workbench.TEAM);
        String first = bench.started(pipeline);
        bench.finish(first);

        String second = bench.started(pipeline);
        bench.finish(second);

        get(second)
                .then()
                .body("units.CACHED", is(3))
                .body("cost.spent", is(0.0f))
                .body("batches", empty());
        given().get("/api/v1/builds/%s/explain".formatted(second))
                .then()
                .statusCode(200)
                .body("data.find { it.layer == 'team-summary' }.cached", is(true))
                .body("data.find { it.layer == 'team-summary' }.earlier", equalTo(first));
    }

    @Test
    void aBuildWithoutCacheAndBatchesAsksForEachByItself() {
        String pipeline = bench.pipeline(Workbench.TEAM);
        bench.finish(bench.started(pipeline));

        String id = bench.started(pipeline, "\"cache\":false", "\"batch\":\"never\"");
        bench.finish(id);

        get(id).then()
                .body("units.SUCCEEDED", is(3))
                .body("batches", empty())
                .body("cache", is(false))
                .body("batch", equalTo("never"));
        given().get("/api/v1/builds/%s/explain".formatted(id))
                .then()
                .body("data[2].reason", containsString("without cache"));
    }

    @Test
    void aBuildIsRecordedAndReplayedFromItsCassette() {
        String pipeline = bench.pipeline(Workbench.TEAM);
        String cassette = "tape-" + UUID.randomUUID();
        String recorded = bench.started(pipeline, "\"cassette\":\"%s\"".formatted(cassette));
        bench.finish(recorded);

        String replayed = bench.started(pipeline, "\"cassette\":\"%s\"".formatted(cassette), "\"mode\":\"replay\"");
        bench.finish(replayed);

        get(recorded).then().body("mode", equalTo("auto")).body("cassette", equalTo(cassette));
        given().get("/api/v1/cassettes/" + cassette).then().body("interactions", is(3));
        get(replayed)
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("cost.spent", is(0.0f))
                .body("batches", empty());
        assertThat(artifacts(replayed)).isEqualTo(artifacts(recorded));
    }

    private static List<String> artifacts(String build) {
        return given().get("/api/v1/builds/%s/artifacts".formatted(build)).path("data.id");
    }

    @Test
    void aPlanSaysWhatABuildWouldDoAndCost() {
        String pipeline = bench.pipeline(Workbench.TEAM);

        Response plan = given().contentType(ContentType.JSON)
                .body("{\"pipeline\":\"%s\"}".formatted(pipeline))
                .post("/api/v1/builds/plan");

        plan.then()
                .statusCode(200)
                .body("pipeline", equalTo(pipeline))
                .body("layers.layer", contains("work-styles", "team-summary"))
                .body("layers.mode", contains("batch", "sync"))
                .body("layers[0].exact", is(true))
                .body("layers[0].units", is(2))
                .body("layers[0].fresh", is(2))
                .body("layers[0].batches", is(1))
                .body("layers[1].exact", is(false))
                .body("layers[1].estimated", is(true));
        assertThat(plan.jsonPath().getDouble("layers[0].batchCost"))
                .isPositive()
                .isLessThan(plan.jsonPath().getDouble("layers[0].syncCost"));
        assertThat(plan.jsonPath().getDouble("savings")).isPositive();
        given().get("/api/v1/builds?pipeline=" + pipeline).then().body("data", empty());
    }

    @Test
    void aModelWithoutAPriceHasNoneInThePlan() {
        String pipeline = bench.pipeline(Workbench.TEAM.replace("gpt-4o-mini", "gpt-unheard-of"));

        Response plan = given().contentType(ContentType.JSON)
                .body("{\"pipeline\":\"%s\"}".formatted(pipeline))
                .post("/api/v1/builds/plan");

        plan.then()
                .statusCode(200)
                .body("$", not(hasKey("cost")))
                .body("$", not(hasKey("savings")))
                .body("layers[0]", not(hasKey("syncCost")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mode\":\"replay\"            | /cassette | needs a cassette",
                "\"mode\":\"fallback\",\"cassette\":\"c\" | /mode | no mode 'fallback'",
                "\"mode\":\"reply\",\"cassette\":\"c\"    | /mode | Did you mean 'replay'?",
                "\"cassette\":\"../etc\"        | /cassette | cassette name",
                "\"batch\":\"always\"           | /batch | auto, never",
                "\"maxCost\":-1                 | /maxCost | US dollars",
                "\"maxWait\":\"soon\"           | /maxWait | PT26H",
                "\"modee\":\"off\"              | /modee | Did you mean 'mode'?"
            })
    void whatCannotBeUnderstoodIsRefusedWithItsPlace(String member, String pointer, String message) {
        Response refused = bench.start("team-report", member);

        refused.then()
                .statusCode(400)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("violations[0].pointer", equalTo(pointer))
                .body("detail", containsString(message));
    }

    @Test
    void aPipelineThatCannotBeBuiltHereIsRefusedWithEverythingThatIsWrong() {
        String pipeline = bench.pipeline(Workbench.TEAM
                .replace("provider: simulator\n                model: gpt-4o-mini", "provider: nowhere\n    model: m")
                .replace("provider: simulator", "provider: nowhere"));

        Response refused = bench.start(pipeline);
        Response planned = given().contentType(ContentType.JSON)
                .body("{\"pipeline\":\"%s\"}".formatted(pipeline))
                .post("/api/v1/builds/plan");

        refused.then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:broken-pipeline"))
                .body("problems", hasSize(2))
                .body("problems[0].message", containsString("There is no provider 'nowhere'"))
                .body("problems[0]", not(hasKey("line")));
        planned.then().statusCode(400).body("problems", hasSize(2));
        given().get("/api/v1/builds?pipeline=" + pipeline).then().body("data", empty());
    }

    @Test
    void anUnknownPipelineIsNotFound() {
        bench.start("nowhere")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tapedeck:problem:unknown-pipeline"))
                .body("detail", containsString("team-report"));
    }

    @Test
    void anUnknownBuildIsNotFound() {
        get("nowhere").then().statusCode(404).body("type", equalTo("urn:tapedeck:problem:unknown-build"));
        given().get("/api/v1/builds/nowhere/units").then().statusCode(404);
        given().get("/api/v1/builds/nowhere/events").then().statusCode(404);
        get("..%2f").then().statusCode(400);
    }

    @Test
    void theSameRequestWithTheSameKeyStartsOneBuild() {
        String pipeline = bench.pipeline(Workbench.TEAM);
        String key = UUID.randomUUID().toString();
        String body = "{\"pipeline\":\"%s\"}".formatted(pipeline);

        List<Response> both = java.util.stream.Stream.generate(() -> given().header("Idempotency-Key", key)
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post("/api/v1/builds"))
                .limit(2)
                .toList();

        assertThat(both.get(0).<String>path("id")).isEqualTo(both.get(1).path("id"));
        given().get("/api/v1/builds?pipeline=" + pipeline).then().body("data", hasSize(1));
        assertThat(store.findByKey(key))
                .map(build -> build.id().value())
                .contains(both.get(0).path("id"));
        given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"pipeline\":\"team-report\"}")
                .post("/api/v1/builds")
                .then()
                .statusCode(422);
    }

    @Test
    void buildsAreListedNewestFirstAndNarrowedByPipelineAndState() {
        String pipeline = bench.pipeline(Workbench.TEAM);
        String first = bench.started(pipeline);
        bench.finish(first);
        String second = bench.started(pipeline);

        given().get("/api/v1/builds?pipeline=" + pipeline)
                .then()
                .statusCode(200)
                .body("data.id", contains(second, first))
                .body("data[0]", not(hasKey("layers")))
                .body("hasMore", is(false));
        given().get("/api/v1/builds?limit=1&pipeline=" + pipeline)
                .then()
                .body("data.id", contains(second))
                .body("next", equalTo(second))
                .header("Link", containsString("pipeline=" + pipeline));
        given().get("/api/v1/builds?pipeline=%s&after=%s".formatted(pipeline, second))
                .then()
                .body("data.id", contains(first));
        given().get("/api/v1/builds?state=completed&pipeline=" + pipeline)
                .then()
                .body("data.id", contains(first));
        given().get("/api/v1/builds?limit=500&state=PENDING,RUNNING")
                .then()
                .body("data.id", hasItem(second))
                .body("data.id", not(hasItem(first)));
        given().get("/api/v1/builds/latest?pipeline=" + pipeline)
                .then()
                .statusCode(200)
                .body("id", equalTo(second))
                .body("layers", hasSize(3));
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        given().get("/api/v1/builds?state=finished")
                .then()
                .statusCode(400)
                .body("violations[0].parameter", equalTo("state"));
        given().get("/api/v1/builds/latest?pipeline=nowhere").then().statusCode(404);
    }

    @Test
    void aBudgetThatWouldBeExceededStopsTheBuild() {
        String id = bench.started(bench.pipeline(Workbench.TEAM), "\"maxCost\":0.000001");
        bench.finish(id);

        get(id).then()
                .body("state", equalTo("FAILED"))
                .body("reason.code", equalTo("BUDGET"))
                .body("cost.limit", is(0.000001f))
                .body("cost.spent", is(0.0f));
    }
}
