package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildUnitsApiTest {
    /** The same document twice: one request, paid once. */
    private static final String TWINS = """
            name: %s
            sources:
              bios:
                inline:
                  - { label: one, content: "Alice repairs tape decks." }
                  - { label: two, content: "Alice repairs tape decks." }
            layers:
              - name: styles
                each: bios
                provider: simulator
                model: gpt-4o-mini
                prompt: "{item.content}"
            """;

    private final Workbench bench;

    @Inject
    BuildUnitsApiTest(Workbench bench) {
        this.bench = bench;
    }

    private static Response units(String id, String query) {
        return given().get("/api/v1/builds/%s/units%s".formatted(id, query));
    }

    private static Response artifact(String path) {
        return given().get("/api/v1/" + path);
    }

    @Test
    void unitsAreListedLayerByLayerWithWhatCameOfThem() {
        String id = bench.finished(Workbench.TEAM);

        Response all = units(id, "");

        all.then()
                .statusCode(200)
                .body("data.label", contains("alice", "bob", "alice", "bob", "team-summary"))
                .body("data.layer", contains("bios", "bios", "work-styles", "work-styles", "team-summary"))
                .body("data.state", everyItem(equalTo("SUCCEEDED")))
                .body("data[0].metadata.team", equalTo("blue"))
                .body("data[0]", not(hasKey("request")))
                .body("data[2].request", startsWith("sha256:"))
                .body("data[2].batch", is(1))
                .body("data[2].attempts", is(1))
                .body("data[4]", not(hasKey("batch")));
        assertThat(all.jsonPath().getDouble("data[2].cost")).isPositive();
    }

    @Test
    void unitsAreNarrowedAndGoOnWhereAPartEnds() {
        String id = bench.finished(Workbench.TEAM);

        Response first = units(id, "?layer=work-styles&limit=1");
        Response rest = units(id, "?layer=work-styles&after=" + first.path("next"));

        first.then().body("data.label", contains("alice")).body("next", equalTo("work-styles/1"));
        rest.then().body("data.label", contains("bob")).body("hasMore", is(false));
        units(id, "?state=failed,expired").then().body("data", empty());
        units(id, "?state=lost").then().statusCode(400).body("violations[0].parameter", equalTo("state"));
        units(id, "?after=here").then().statusCode(400);
        units(id, "?stat=failed").then().statusCode(400).body("detail", containsString("Did you mean 'state'?"));
    }

    @Test
    void whatUnitsShareIsPaidOnceAndStandsWithTheFirst() {
        String id = bench.finished(TWINS);

        Response twins = units(id, "?layer=styles");

        assertThat(twins.<String>path("data[0].request")).isEqualTo(twins.path("data[1].request"));
        assertThat(twins.jsonPath().getDouble("data[0].cost"))
                .isPositive()
                .isEqualTo(given().get("/api/v1/builds/" + id).jsonPath().getDouble("cost.spent"));
        twins.then().body("data[1].cost", is(0));
    }

    @Test
    void aFailedUnitHasItsCauseAndKeepsTheAnswerAsItCame() {
        String id = bench.finished(Workbench.PICKY);

        Response failed = units(id, "?state=FAILED");

        failed.then()
                .body("data", hasSize(2))
                .body("data[0]", not(hasKey("artifact")))
                .body("data[0].failure.permanent", is(true))
                .body("data[0].failure.message", notNullValue());
        artifact("builds/%s/artifacts/%s".formatted(id, failed.<String>path("data[0].failure.body")))
                .then()
                .statusCode(200)
                .body("content.json.object", equalTo("chat.completion"))
                .body("provenance", empty())
                .body("$", not(hasKey("fingerprint")));
    }

    @Test
    void artifactsTellHowTheyCameToBe() {
        String cassette = "tape-" + UUID.randomUUID();
        String id = bench.finished(Workbench.TEAM, "\"cassette\":\"%s\"".formatted(cassette));
        List<Map<String, Object>> all =
                given().get("/api/v1/builds/%s/artifacts".formatted(id)).path("data");
        Object document = all.get(0).get("id");
        Object style = all.get(2).get("id");

        Response shown = artifact("builds/%s/artifacts/%s".formatted(id, style));

        assertThat(all)
                .extracting(one -> one.get("layer"))
                .containsExactly("bios", "bios", "work-styles", "work-styles", "team-summary");
        shown.then()
                .statusCode(200)
                .body("id", equalTo(style))
                .body("content.text", notNullValue())
                .body("parents", contains(document))
                .body("take", startsWith(cassette + "/"))
                .body("provenance", hasSize(1))
                .body("provenance[0].build", equalTo(id))
                .body("provenance[0].layer", equalTo("work-styles"))
                .body("provenance[0].provider", equalTo("simulator"))
                .body("provenance[0].missing", empty());
        assertThat(shown.<String>path("fingerprint")).hasSize(64).isEqualTo(shown.path("provenance[0].fingerprint"));
        assertThat(shown.jsonPath().getInt("provenance[0].usage.input")).isPositive();
        artifact("artifacts/" + style).then().statusCode(200).body("parents", contains(document));
        given().get("/api/v1/builds/%s/artifacts?layer=team-summary".formatted(id))
                .then()
                .body("data", hasSize(1));
    }

    @Test
    void anArtifactIsDownloadedToTheLastByteAndRunsNothing() {
        String id = bench.finished(Workbench.TEAM);
        String artifact =
                given().get("/api/v1/builds/%s/artifacts".formatted(id)).path("data[4].id");

        Response raw = artifact("artifacts/%s/raw".formatted(artifact));

        raw.then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString("attachment"));
        assertThat(ArtifactId.of(Bytes.wrap(raw.asByteArray())).value()).isEqualTo(artifact);
    }

    @Test
    void anArtifactThatIsNotThereIsNotFound() {
        artifact("artifacts/" + "0".repeat(64))
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tapedeck:problem:unknown-artifact"));
        artifact("artifacts/beef").then().statusCode(400).body("violations[0].parameter", equalTo("artifact"));
        artifact("builds/nowhere/artifacts/" + "0".repeat(64)).then().statusCode(404);
    }

    @Test
    void anExplanationSaysWhatIsDifferentFromTheLastOne() {
        String pipeline = bench.pipeline(Workbench.TEAM);
        String first = bench.started(pipeline);
        bench.finish(first);
        bench.put(
                pipeline,
                given().get("/api/v1/pipelines/" + pipeline)
                        .<String>path("text")
                        .replace("Describe", "Tell about"));
        String second = bench.started(pipeline);
        bench.finish(second);

        Response explained = given().get("/api/v1/builds/%s/explain".formatted(second));

        explained
                .then()
                .statusCode(200)
                .body("data[0].reason", containsString("document"))
                .body("data[2].cached", is(false))
                .body("data[2].earlier", equalTo(first))
                .body("data[2].differing", contains("prompt", "request"));
    }
}
