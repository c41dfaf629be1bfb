package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.tapedeck.web.build.Damages;
import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DamagedBuildsApiTest {
    private static final String LAYER =
            "update build_layer set state = 'DREAMING' where build = (select number from build where id = ?)";

    private final Workbench bench;
    private final Damages damages;

    @Inject
    DamagedBuildsApiTest(Workbench bench, Damages damages) {
        this.bench = bench;
        this.damages = damages;
    }

    private static Response get(String id) {
        return given().get("/api/v1/builds/" + id);
    }

    private static Response list(String pipeline) {
        return given().get("/api/v1/builds?pipeline=" + pipeline);
    }

    private static Response reset(String id) {
        return given().post("/api/v1/builds/%s/reset".formatted(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update build set max_wait = 'soon' where id = ?", LAYER})
    void aDamagedBuildHarmsNoOtherAndIsSetAsideByAReset(String damage) {
        // Given
        String pipeline = bench.pipeline(Workbench.TEAM);
        String good = bench.started(pipeline);
        String damaged = bench.started(pipeline);
        damages.spoil(damage, damaged);

        // When
        Response listed = list(pipeline);
        Response page = given().accept("text/html").get("/builds?pipeline=" + pipeline);
        Response got = get(damaged);
        Response reset = reset(damaged);
        Response again = reset(damaged);

        // Then
        listed.then()
                .statusCode(200)
                .body("data.id", contains(good))
                .body("unreadable.id", contains(damaged))
                .body("unreadable[0].message", containsString("/api/v1/builds/%s/reset".formatted(damaged)));
        assertThat(page.asString()).contains("A build can&#39;t be shown".replace("&#39;", "'"), damaged, good);
        got.then()
                .statusCode(409)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:damaged"))
                .body("detail", containsString("or reset it"));
        reset.then()
                .statusCode(200)
                .body("$", not(hasKey("build")))
                .body("abandoned", empty())
                .body("setAside", containsString("given up"));
        again.then().statusCode(200);
        list(pipeline).then().body("data.id", contains(good)).body("$", not(hasKey("unreadable")));
        get(damaged).then().statusCode(409).body("detail", containsString("is set aside"));
        bench.finish(good);
    }

    @Test
    void whatADamagedBuildHasAtTheProviderIsNamed() {
        // Given
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        String remote = bench.remoteId(id);
        damages.spoil("update build set fingerprint = '{' where id = ?", id);

        // When
        Response reset = reset(id);

        // Then
        reset.then().statusCode(200).body("abandoned", contains(remote)).body("setAside", containsString(remote));
        get(id).then().statusCode(409).body("detail", containsString(remote));
    }

    @Test
    void aBuildThatCameToItsEndAndIsDamagedIsSetAsideToo() {
        // Given
        String id = bench.finished(Workbench.TEAM);
        damages.spoil(LAYER, id);

        // When
        Response reset = reset(id);

        // Then
        reset.then().statusCode(200).body("setAside", containsString("given up"));
    }

    @Test
    void aPartOfTheListCountsThoseThatCantBeRead() {
        // Given
        String pipeline = bench.pipeline(Workbench.TEAM);
        String first = bench.started(pipeline);
        String damaged = bench.started(pipeline);
        damages.spoil("update build set max_wait = 'soon' where id = ?", damaged);

        // When
        Response part = given().get("/api/v1/builds?limit=1&pipeline=" + pipeline);
        Response rest = given().get("/api/v1/builds?limit=1&pipeline=%s&after=%s".formatted(pipeline, damaged));
        Response latest = given().get("/api/v1/builds/latest?pipeline=" + pipeline);
        reset(damaged);

        // Then
        part.then().body("data", empty()).body("unreadable", hasSize(1)).body("next", equalTo(damaged));
        rest.then().body("data.id", contains(first));
        latest.then().statusCode(409).body("detail", containsString(damaged));
    }
}
