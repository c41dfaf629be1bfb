package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.web.build.Workbench;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of builds, plans and artifacts, and what their forms do. */
@QuarkusTest
class BuildPagesTest {
    private final Workbench bench;
    private final Path directory;

    @Inject
    BuildPagesTest(Workbench bench, @ConfigProperty(name = "tapedeck.builds.directory") Path directory) {
        this.bench = bench;
        this.directory = directory;
    }

    private static Page build(String id) {
        return Page.at("/builds/" + id);
    }

    private static RequestSpecification form() {
        return given().redirects().follow(false).contentType("application/x-www-form-urlencoded");
    }

    private static Response act(String id, String deed) {
        return form().post("/builds/%s/do/%s".formatted(id, deed));
    }

    private static String text(Response response) {
        return new Page(response.statusCode(), response.asString()).text();
    }

    @Test
    void theListShowsBuildsAndWhatCanBeBuilt() {
        String id = bench.finished(Workbench.TEAM);
        String pipeline = given().get("/api/v1/builds/" + id).path("pipeline");

        Page all = Page.at("/builds");
        Page some = Page.at("/builds?state=completed&pipeline=" + pipeline);
        Page none = Page.at("/builds?state=failed&pipeline=" + pipeline);

        assertThat(all.html())
                .contains("href=\"/builds/%s\"".formatted(id), "href=\"/builds/plan?pipeline=team-report\"")
                .contains("aria-current=\"page\"");
        assertThat(all.text()).contains("bios → work-styles (simulator gpt-4o-mini) → team-summary");
        assertThat(some.text()).contains("completed", "3 of 3", "100 %");
        assertThat(none.text()).contains("No such build");
    }

    @Test
    void aPlanShowsWhatABuildCostsAndStartsIt() {
        String pipeline = bench.pipeline(Workbench.TEAM);

        Page plan = Page.at("/builds/plan?pipeline=" + pipeline);
        Response started = form().formParam("pipeline", pipeline)
                .formParam("batch", "never")
                .post("/builds/plan");

        assertThat(plan.text())
                .contains("Plan of " + pipeline, "Nothing was sent", "1 batch", "estimated: what it works on")
                .containsPattern("Batches save\\s*\\$0\\.0");
        assertThat(started.statusCode()).isEqualTo(303);
        String address = started.header("Location");
        assertThat(Page.at(address.substring(address.indexOf("/builds/"))).text())
                .contains("The build is started", "Batches", "never");
    }

    @Test
    void aPlanNamesWhatItDoesNotUnderstand() {
        Page misread = Page.at("/builds/plan?pipeline=team-report&maxWait=soon&mode=replay");

        assertThat(misread.status()).isEqualTo(400);
        assertThat(misread.text()).contains("PT26H", "needs a cassette").doesNotContain("Start the build");
        assertThat(Page.at("/builds/plan?pipeline=nowhere").status()).isEqualTo(404);
    }

    @Test
    void aBuildShowsItsLayersBatchesUnitsAndHowItWasStarted() {
        String id = bench.finished(Workbench.TEAM);

        Page page = build(id);

        assertThat(page.html())
                .contains("<svg class=\"graph\"", "role=\"img\"", "href=\"/builds/%s/artifacts/".formatted(id))
                .contains("/builds/%s?layer=work-styles&amp;state=succeeded#units".formatted(id))
                .doesNotContain("do/retry", "do/cancel");
        assertThat(page.text())
                .contains("work-styles: completed, 2 of 2, batch", "2 succeeded", "2 taken", "in batches")
                .contains("Batches", "#1", "ended", "build.ended", "team-summary");
    }

    @Test
    void anArtifactShowsItsContentAndHowItCameToBe() {
        String cassette = "tape-" + UUID.randomUUID();
        String id = bench.finished(Workbench.TEAM, "\"cassette\":\"%s\"".formatted(cassette));
        String artifact = given().get("/api/v1/builds/%s/artifacts?layer=team-summary".formatted(id))
                .path("data[0].id");

        Page page = Page.at("/builds/%s/artifacts/%s".formatted(id, artifact));

        assertThat(page.text()).contains(artifact, "How it came to be", "in this build", "Made of", cassette + "/");
        assertThat(page.html()).contains("href=\"/recordings/%s/".formatted(cassette));
        assertThat(Page.at("/builds/%s/artifacts/%s".formatted(id, "0".repeat(64)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatFailedStandsTogetherByCauseAndIsRetried() {
        String id = bench.finished(Workbench.PICKY);

        Page failed = build(id);
        Page units = Page.at("/builds/%s?state=failed".formatted(id));
        Page overview = Page.at("/");
        Response retried = act(id, "retry");

        assertThat(failed.text()).contains("What failed, by cause", "it is no JSON", "Retry all of it");
        assertThat(failed.html()).contains("?layer=picky&amp;state=failed#units", "the answer as it came");
        assertThat(units.text()).contains("alice", "bob");
        assertThat(overview.html()).contains("href=\"/builds/%s\"".formatted(id), " failed");
        assertThat(retried.statusCode()).isEqualTo(303);
        assertThat(Page.at("/builds/%s?did=retry".formatted(id)).text()).contains("What failed is tried again.");
    }

    @Test
    void anUncertainBatchAsksHereAndOnTheOverview() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));
        String remoteId = bench.remoteId(id);
        bench.makeUncertain(id, remoteId);
        bench.work(id);

        Page asking = build(id);
        Page overview = Page.at("/");
        Response nonsense = form().formParam("batch", "1")
                .formParam("adopt", "not an id")
                .post("/builds/%s/do/decide".formatted(id));
        Response decided =
                form().formParam("batch", "1").formParam("adopt", remoteId).post("/builds/%s/do/decide".formatted(id));

        assertThat(asking.text()).contains("Was batch 1 of work-styles submitted?", "It is " + remoteId, "paid twice");
        assertThat(overview.html()).contains("href=\"/builds/%s#decide-1\"".formatted(id));
        assertThat(nonsense.statusCode()).isEqualTo(400);
        assertThat(text(nonsense)).contains("Not done", "no blanks");
        assertThat(decided.statusCode()).isEqualTo(303);
        bench.finish(id);
        assertThat(build(id).text()).contains("completed").doesNotContain("submitted?");
    }

    @Test
    void aBuildUnderWayStandsOnTheOverviewAndIsCancelled() {
        String id = bench.started(bench.pipeline(Workbench.TEAM));

        Page overview = Page.at("/");
        Response cancelled = act(id, "cancel");

        assertThat(overview.html()).contains("Builds under way", "href=\"/builds/%s\"".formatted(id));
        assertThat(cancelled.statusCode()).isEqualTo(303);
        assertThat(build(id).text()).contains("stopping");
        bench.finish(id);
        assertThat(build(id).text()).contains("cancelled", "Resume…");
        Response again = act(id, "cancel");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(text(again)).contains("Not done", "has ended already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/builds/nowhere", "/builds/nowhere/artifacts/beef"})
    void whatIsNotThereIsNotFound(String address) {
        assertThat(Page.at(address).status()).isEqualTo(404);
    }

    @Test
    void aFileOfAPipelineThatChangesIsSeenAtOnceAndABrokenOneIsShownWithItsLine() throws IOException {
        String pipeline = bench.pipeline(Workbench.TEAM);
        String id = bench.started(pipeline);
        Path file = directory.resolve(pipeline).resolve("pipeline.yaml");
        String text = Files.readString(file);

        Files.writeString(file, text.replace("name: team-summary", "name: whole-team"));
        Page changed = Page.at("/builds");
        Files.writeString(file, text.replace("each: bios", "each: bois"));
        Page broken = Page.at("/builds");
        Page plan = Page.at("/builds/plan?pipeline=" + pipeline);
        Response refused = bench.start(pipeline);

        assertThat(changed.text()).contains("whole-team (simulator claude-haiku-4-5)");
        assertThat(broken.text()).contains("broken", "Line 9 /layers/0/each", "Did you mean 'bios'?");
        assertThat(plan.text()).contains("This pipeline can’t be built", "Line 9");
        refused.then().statusCode(400);
        bench.finish(id);
        assertThat(build(id).text()).contains("completed", "team-summary");
    }
}
