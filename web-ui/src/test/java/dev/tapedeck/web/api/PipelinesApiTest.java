package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PipelinesApiTest {
    private static final String BROKEN = Workbench.TEAM.replace("each: bios", "each: bois");

    private final Workbench bench;

    @Inject
    PipelinesApiTest(Workbench bench) {
        this.bench = bench;
    }

    private static Response get(String name) {
        return given().get("/api/v1/pipelines/" + name);
    }

    @Test
    void theDemoPipelineIsThereFromTheStart() {
        Response shown = get("team-report");

        shown.then()
                .statusCode(200)
                .body("valid", is(true))
                .body("sources[0].path", equalTo("sources/bios"))
                .body("layers.name", contains("work-styles", "team-summary"))
                .body("layers[0].provider", equalTo("simulator"))
                .body("layers[0].gathering", equalTo("each"))
                .body("layers[1].batch", equalTo("never"))
                .body("text", containsString("name: team-report"));
    }

    @Test
    void aPipelineThatIsPutIsKeptWithItsText() {
        String name = "pipeline-" + UUID.randomUUID();

        Response made = bench.put(name, Workbench.TEAM);
        Response replaced = bench.put(name, Workbench.TEAM.replace("Describe", "Tell"));

        made.then().statusCode(201).body("name", equalTo(name)).body("sources[0].documents", is(2));
        replaced.then().statusCode(200);
        get(name).then().body("text", containsString("Tell the work style"));
        assertThat(made.header("ETag")).isNotEqualTo(replaced.header("ETag"));
        assertThat(get(name).header("ETag")).isEqualTo(replaced.header("ETag"));
    }

    @Test
    void aPipelineMayBeJson() {
        String name = "pipeline-" + UUID.randomUUID();

        Response made = given().contentType(ContentType.JSON).body("""
                        {"name":"%s","sources":{"docs":{"inline":[{"label":"a","content":"b"}]}},
                         "layers":[{"name":"one","each":"docs","provider":"simulator","model":"m","prompt":"{item.content}"}]}
                        """.formatted(name)).put("/api/v1/pipelines/" + name);

        made.then().statusCode(201).body("layers[0].model", equalTo("m"));
    }

    @Test
    void aBrokenPipelineIsRefusedWithLinePlaceAndWayOutAndChangesNothing() {
        String name = bench.pipeline(Workbench.TEAM);

        Response refused = bench.put(name, BROKEN);

        refused.then()
                .statusCode(400)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:broken-pipeline"))
                .body("problems[0].line", is(9))
                .body("problems[0].pointer", equalTo("/layers/0/each"))
                .body("problems[0].message", containsString("Did you mean 'bios'?"))
                .body("violations[0].pointer", equalTo("/layers/0/each"))
                .body("detail", containsString("'bois'"));
        get(name).then().body("valid", is(true)).body("text", containsString("each: bios"));
    }

    @Test
    void aPipelineIsPutUnderItsOwnName() {
        Response refused = given().body(Workbench.TEAM.formatted("this")).put("/api/v1/pipelines/that");

        refused.then().statusCode(400).body("problems[0].message", containsString("Make the two the same"));
        get("that").then().statusCode(404);
    }

    @Test
    void aTextIsCheckedAndNothingIsKept() {
        Response good = given().body(Workbench.TEAM.formatted("unkept")).post("/api/v1/pipelines/unkept/check");
        Response bad = given().body(BROKEN.formatted("unkept")).post("/api/v1/pipelines/unkept/check");

        good.then().statusCode(200).body("valid", is(true)).body("problems", empty());
        bad.then().statusCode(200).body("valid", is(false)).body("problems[0].line", greaterThan(0));
        get("unkept").then().statusCode(404);
    }

    @Test
    void onlyTheVersionThatWasSeenIsReplacedOrDeleted() {
        String name = bench.pipeline(Workbench.TEAM);
        String seen = get(name).header("ETag");
        bench.put(name, Workbench.TEAM.replace("Describe", "Tell"));

        Response replaced = given().header("If-Match", seen)
                .body(Workbench.TEAM.formatted(name))
                .put("/api/v1/pipelines/" + name);
        Response deleted = given().header("If-Match", seen).delete("/api/v1/pipelines/" + name);

        replaced.then().statusCode(412);
        deleted.then().statusCode(412);
        get(name).then().statusCode(200);
    }

    @Test
    void aDeletedPipelineIsGone() {
        String name = bench.pipeline(Workbench.TEAM);

        Response deleted = given().delete("/api/v1/pipelines/" + name);

        deleted.then().statusCode(204);
        get(name).then()
                .statusCode(404)
                .body("type", equalTo("urn:tapedeck:problem:unknown-pipeline"))
                .body("detail", containsString(name));
        given().delete("/api/v1/pipelines/" + name).then().statusCode(404);
    }

    @Test
    void theListIsInOrderOfNameAndHoldsNoTexts() {
        String name = bench.pipeline(Workbench.TEAM);

        Response all = given().get("/api/v1/pipelines?limit=500");
        Response part = given().get("/api/v1/pipelines?limit=1");

        all.then().body("data.name", hasItem(name)).body("data[0]", not(hasKey("text")));
        assertThat(all.<List<String>>path("data.name")).isSorted();
        part.then().body("hasMore", is(true)).header("Link", containsString("after="));
    }

    @Test
    void aTextOfMoreThanAMebibyteIsRefused() {
        given().body("#".repeat(1024 * 1024 + 1))
                .put("/api/v1/pipelines/huge")
                .then()
                .statusCode(413)
                .body("detail", containsString("1 MiB"));
    }

    @Test
    void aNameThatLeadsElsewhereIsNoName() {
        given().urlEncodingEnabled(false)
                .body("name: x")
                .put("/api/v1/pipelines/..%2fetc")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:invalid-name"));
    }

    @Test
    void whoHasPutAPipelineIsInTheAuditLog() {
        String name = bench.pipeline(Workbench.TEAM);

        Response log = given().get("/api/v1/audit?limit=500");

        assertThat(log.<List<String>>path("data.findAll { it.target == '%s' }.action".formatted(name)))
                .containsExactly("pipeline.put");
    }

    @Test
    void theSchemaOfPipelinesIsPublished() {
        given().get("/api/v1/schemas/pipeline")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("$schema", equalTo("https://json-schema.org/draft/2020-12/schema"));
    }
}
