package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BuildDeedsApiTest {
    private final Workbench bench;

    @Inject
    BuildDeedsApiTest(Workbench bench) {
        this.bench = bench;
    }

    private static Response get(String id) {
        return given().get("/api/v1/builds/" + id);
    }

    private static Response act(String id, String deed) {
        return given().contentType(ContentType.JSON).post("/api/v1/builds/%s/%s".formatted(id, deed));
    }

    private static Response resume(String id, String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/builds/%s/resume".formatted(id));
    }

    private static Response decide(String id, int batch, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/builds/%s/batches/%d".formatted(id, batch));
    }

    private static List<String> audited(String target) {
        return given().get("/api/v1/audit?limit=500")
                .path("data.findAll { it.target == '%s' }.action".formatted(target));
    }

    @Test
    void whatFailedIsToldByCauseAndMadeAgainByARetry() {
        String id = bench.finished(Workbench.PICKY);
        Response failed = get(id);

        Response retried = act(id, "retry");

        failed.then()
                .body("state", equalTo("FAILED"))
                .body("units.FAILED", is(2))
                .body("failures", hasSize(1))
                .body("failures[0].layer", equalTo("picky"))
                .body("failures[0].units", is(2));
        retried.then().statusCode(202).body("state", equalTo("PENDING")).body("units.PENDING", is(2));
        bench.finish(id);
        get(id).then().body("units.FAILED", is(2));
        assertThat(audited(id)).containsExactly("build.retry");
    }

    @Test
    void aBuildThatIsUnderWayIsNotRetried() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));

        act(id, "retry")
                .then()
                .statusCode(409)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("detail", containsString("still under way"));
    }

    @Test
    void aCancelledBuildEndsAndIsResumed() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));

        Response cancelled = act(id, "cancel");
        bench.finish(id);
        Response ended = get(id);
        Response resumed = act(id, "resume");
        bench.finish(id);

        cancelled.then().statusCode(202).body("cancelling", is(true));
        ended.then().body("state", equalTo("CANCELLED")).body("cancelling", is(false));
        resumed.then().statusCode(202).body("state", equalTo("PENDING"));
        get(id).then().body("state", equalTo("COMPLETED")).body("units.SUCCEEDED", is(3));
        assertThat(audited(id)).containsExactlyInAnyOrder("build.cancel", "build.resume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json"})
    void aResumeNeedsNoBodyWhateverTypeItIsSaidToBeOf(String type) {
        String id = bench.started(bench.pipeline(Workbench.TEAM));

        Response resumed = given().header("Content-Type", type).body("").post("/api/v1/builds/%s/resume".formatted(id));
        Response untyped = given().noContentType().post("/api/v1/builds/%s/resume".formatted(id));

        resumed.then().statusCode(202).body("id", equalTo(id));
        untyped.then().statusCode(202);
    }

    @Test
    void aResumeWithABodyThatIsNoJsonIsRefused() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));

        Response refused = given().contentType("application/x-www-form-urlencoded")
                .body("maxCost=5")
                .post("/api/v1/builds/%s/resume".formatted(id));

        refused.then().statusCode(415).contentType(ProblemView.MEDIA_TYPE);
    }

    @Test
    void aBuildThatHasEndedIsNotCancelled() {
        String id = bench.finished(Workbench.TEAM);

        act(id, "cancel").then().statusCode(409).body("detail", containsString("has ended already"));
    }

    @Test
    void aBuildOfAPipelineThatIsAnotherOneByNowIsResumedOnlyIfThatIsAllowed() {
        String pipeline = bench.pipeline(Workbench.PICKY);
        String id = bench.started(pipeline);
        bench.finish(id);
        bench.put(pipeline, Workbench.PICKY.replace("Tell about", "Say something about"));

        Response refused = resume(id, "{}");
        Response allowed = resume(id, "{\"allowPipelineMismatch\":true}");

        refused.then()
                .statusCode(409)
                .body("type", equalTo("urn:tapedeck:problem:conflict"))
                .body("detail", containsString("layer.picky.prompt"));
        allowed.then().statusCode(202);
    }

    @Test
    void aMisspeltMemberOfAResumeIsRefused() {
        String id = bench.finished(Workbench.PICKY);

        resume(id, "{\"allowPipelineMismach\":true}")
                .then()
                .statusCode(400)
                .body("detail", containsString("Did you mean 'allowPipelineMismatch'?"));
    }

    @Test
    void aBuildIsGivenUpAndItsBatchIsCancelled() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        bench.remoteId(id);

        Response reset = act(id, "reset");

        reset.then()
                .statusCode(200)
                .body("build.state", equalTo("CANCELLED"))
                .body("build.reason.code", equalTo("RESET"))
                .body("abandoned", empty());
        assertThat(audited(id)).containsExactly("build.reset");
    }

    @Test
    void aBatchThatNobodyCanCancelIsNamed() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        bench.makeUncertain(id, "batch_maybe");

        Response reset = act(id, "reset");

        reset.then().statusCode(200).body("abandoned", hasSize(1));
    }

    @Test
    void anUncertainBatchAsksAndTheBuildGoesOnWithTheOneThatIsAdopted() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        String remoteId = bench.remoteId(id);
        bench.makeUncertain(id, remoteId);

        Response asking = get(id);
        Response decided = decide(id, 1, "{\"adopt\":\"%s\"}".formatted(remoteId));
        bench.finish(id);

        asking.then().body("batches[0].state", equalTo("UNCERTAIN")).body("batches[0].candidates", contains(remoteId));
        decided.then().statusCode(202);
        get(id).then()
                .body("state", equalTo("COMPLETED"))
                .body("batches", hasSize(1))
                .body("batches[0].remoteId", equalTo(remoteId));
        assertThat(audited(id)).containsExactly("build.decide");
    }

    @Test
    void aBatchThatWasNotSubmittedIsSentAgain() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        bench.makeUncertain(id);

        decide(id, 1, "{\"resubmit\":true}").then().statusCode(202);
        bench.finish(id);

        get(id).then()
                .body("state", equalTo("COMPLETED"))
                .body("batches", hasSize(2))
                .body("batches[1].state", equalTo("ENDED"));
    }

    @Test
    void onlyAnUncertainBatchIsDecided() {
        String id = bench.finished(Workbench.TEAM);

        decide(id, 1, "{\"resubmit\":true}").then().statusCode(409).body("detail", containsString("uncertain"));
        decide(id, 7, "{\"resubmit\":true}").then().statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                      | either",
                "{\"resubmit\":false}                    | either",
                "{\"adopt\":\"b\",\"resubmit\":true}     | either",
                "{\"adopt\":\"not an id\"}               | the provider's id",
                "{\"adpot\":\"b\"}                       | Did you mean 'adopt'?"
            })
    void aDecisionSaysOneThing(String body, String message) {
        decide("nowhere", 1, body).then().statusCode(400).body("detail", containsString(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "retry", "cancel", "reset"})
    void aDeedIsDoneToABuildThatIsThere(String deed) {
        act("nowhere", deed).then().statusCode(404).body("type", equalTo("urn:tapedeck:problem:unknown-build"));
    }

    @Test
    void aPageOfAnotherSiteDoesNothing() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));

        given().header("Sec-Fetch-Site", "cross-site")
                .post("/api/v1/builds/%s/cancel".formatted(id))
                .then()
                .statusCode(403);
        get(id).then().body("cancelling", is(false)).body("$", not(hasKey("reason")));
    }
}
