package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.run.PhaseResult;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEnd;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunExamples;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunName;
import dev.tapedeck.run.RunSources;
import dev.tapedeck.run.RunSpec;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of runs, and the form that ends one. */
@QuarkusTest
class RunPagesTest {
    private static final String HOSTILE = "</pre><script>alert(1)</script><img src=x onerror='alert(2)'>";
    private static final int PART = 100;

    private final Runs runs;
    private final RunLog log;

    @Inject
    RunPagesTest(Runs runs, RunLog log) {
        this.runs = runs;
        this.log = log;
    }

    private RunId started(String name) {
        return runs.start(RunSpec.named(new RunName(name)), Optional.empty()).id();
    }

    /** The same, but begun now: nobody ends it for its silence. */
    private static Run fresh(Run run) {
        Instant now = Instant.now();
        return new Run(
                run.id(),
                run.name(),
                run.labels(),
                now,
                run.sources(),
                run.standing(),
                now,
                run.counts(),
                run.procedure());
    }

    private static Page run(RunId id) {
        return Page.at("/runs/" + id);
    }

    private static Response end(RunId id) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .post("/runs/%s/do/end".formatted(id));
    }

    private static Action action(String words) {
        return new Action(
                words,
                words,
                Optional.of("{\"text\":\"%s\"}".formatted(words)),
                false,
                Optional.of(words),
                Optional.of(words),
                Optional.empty());
    }

    @Test
    void theListShowsRunsAndIsNarrowedByTheirStatus() {
        RunId going = started("still going");
        RunId done = started("all done");
        runs.record(going, List.of(RunExamples.action("paid")), Optional.empty());
        runs.finish(done, new RunEnd(RunStatus.COMPLETED, Optional.empty(), Optional.empty()));

        Page all = Page.at("/runs");
        Page completed = Page.at("/runs?status=completed");

        assertThat(all.html())
                .contains("href=\"/runs/%s\"".formatted(going), "href=\"/runs/%s\"".formatted(done))
                .contains("aria-current=\"page\"");
        assertThat(all.text()).contains("still going", "running", "all done", "completed");
        assertThat(completed.html())
                .contains("href=\"/runs/%s\"".formatted(done), "<option value=\"completed\" selected>")
                .doesNotContain("href=\"/runs/%s\"".formatted(going));
        assertThat(Page.at("/runs?status=timeout").text()).contains("No such run");
    }

    @Test
    void aLongListGoesOnBehindItsLastRun() {
        IntStream.range(0, 51).forEach(at -> {
            log.create(fresh(RunExamples.run("m%02d-%s".formatted(at, UUID.randomUUID()))));
        });

        Page first = Page.at("/runs?status=starting");
        String address = first.html().replaceFirst("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1");
        Page second = Page.at(address.replace("&amp;", "&"));

        assertThat(first.html()).contains("m50-", "m01-").doesNotContain(">m00-");
        assertThat(address).startsWith("/runs?status=starting&amp;after=m01-");
        assertThat(second.html()).contains(">m00-", "href=\"/runs?status=starting\"");
    }

    @Test
    void everyKindOfEntryStandsInTheTimeline() {
        RunId id = new RunId("kinds-" + UUID.randomUUID());
        log.create(fresh(RunExamples.run(id.value())));
        log.append(id, RunExamples.happened(RunExamples.everyKind()));

        Page page = run(id);

        assertThat(page.text())
                .contains("browser click", "done", "1.2 s", "failed")
                .containsPattern("gpt-4o-mini\\s+openai")
                .contains("12 → 7 tokens", "$1,234.57", "2 attempts", "1.5 ms")
                .contains("tapedeck_upstream_reset")
                .contains("Look it up", "attempt failed", "attempt 3", "of triage", "for people", "503")
                .contains("A build team-report", "Again.", "warning", "17 entries", "Missing here")
                .contains("It is done.", "9 entries");
        assertThat(page.html())
                .contains("href=\"/recordings/greeting/3\"", "href=\"/builds/b1\"", "id=\"entry-9\"")
                .contains("href=\"/api/v1/runs/%s/export\"".formatted(id))
                .contains("href=\"/api/v1/runs/%s/trace\"".formatted(id));
    }

    @Test
    void aCallThatNamesARunLeadsToItsRecording() {
        RunId id = started("calls");
        Program.recording("of-a-run").asks("hello", new Header("Tapedeck-Run", id.value()));
        runs.finish(id, new RunEnd(RunStatus.COMPLETED, Optional.empty(), Optional.of("It said\nhello.")));

        Page page = run(id);

        assertThat(page.html()).contains("href=\"/recordings/of-a-run/1\"").doesNotContain("do/end");
        assertThat(page.text())
                .contains("gpt-test", "recorded", "It said\nhello.")
                .contains("How its end went", "Its status is published", "It is cleaned up", "It is persisted");
    }

    @Test
    void aPlaybooksRunSaysInItsWordsWhyItFailedWithTheCauseBesideIt() {
        RunId id = new RunId("full-" + UUID.randomUUID());
        log.create(fresh(RunExamples.fullRun(id.value())));

        Page page = run(id);

        assertThat(page.text())
                .containsPattern("Could not classify\\.\\s*Cause\\s*timeout")
                .contains("Stopped at", "Step 1 (Classify the ticket): timeout")
                .containsPattern("#1\\s*classify Classify the ticket")
                .contains("Its recovery failed too: gave up", "3 → 4", "1.5 s")
                .contains("playbook triage", "dry run", "look out", "What the steps stored", "team: søk");
        assertThat(Page.at("/runs?status=starting").text()).contains("playbook triage, dry run", "a b");
    }

    @Test
    void phasesThatFailedSayWhy() {
        RunId id = started("phases");
        runs.onCleanUp(ended -> {
            if (ended.equals(id)) {
                throw new IllegalStateException("the room is locked");
            }
        });
        Run closed = runs.finish(id, RunEnd.of(RunStatus.FAILED, "It gave up."));

        Page page = run(id);

        assertThat(closed.standing().phases()).extracting(PhaseResult::success).containsExactly(true, false, true);
        assertThat(page.text()).contains("It gave up.", "the room is locked");
    }

    @Test
    void aLongTimelineShowsItsEndAndLeadsToTheRest() {
        RunId id = started("long");
        runs.record(
                id,
                IntStream.range(0, 250)
                        .mapToObj(at -> RunExamples.action("n" + at))
                        .toList(),
                Optional.empty());

        Page last = run(id);
        Page first = Page.at("/runs/%s?after=0".formatted(id));
        Page middle = Page.at("/runs/%s?after=%d".formatted(id, PART));

        assertThat(last.text()).contains("Entries 151 to 250 of 250");
        assertThat(last.html())
                .contains("/runs/%s?after=0#timeline".formatted(id), "/runs/%s?after=50#timeline".formatted(id))
                .contains("id=\"entry-250\"")
                .doesNotContain("id=\"entry-150\"");
        assertThat(first.html())
                .contains("id=\"entry-1\"", "id=\"entry-100\"", "/runs/%s?after=100#timeline".formatted(id))
                .doesNotContain("id=\"entry-101\"", ">Earlier<");
        assertThat(middle.text()).contains("Entries 101 to 200 of 250");
        assertThat(middle.html()).contains("href=\"/runs/%s#timeline\"".formatted(id));
        assertThat(Page.at("/runs/%s?after=nonsense".formatted(id)).text()).contains("151 to 250");
        assertThat(Page.at("/runs/%s?after=9999".formatted(id)).status()).isEqualTo(200);
    }

    @Test
    void nothingThatARunHoldsIsRun() {
        RunId id = runs.start(
                        new RunSpec(
                                new RunName("x<script>alert(1)<script>"),
                                Map.of(HOSTILE, HOSTILE),
                                RunSources.NONE,
                                Optional.empty()),
                        Optional.empty())
                .id();
        runs.record(id, List.of(action(HOSTILE)), Optional.empty());
        runs.finish(id, new RunEnd(RunStatus.FAILED, Optional.of(HOSTILE), Optional.of(HOSTILE)));

        Response one = given().get("/runs/" + id);
        Response all = given().get("/runs");

        assertThat(List.of(one, all)).allSatisfy(page -> {
            assertThat(page.asString())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>", "<img src=x", "<style", "style=\"", "NOT_FOUND");
            assertThat(page.header("Content-Security-Policy")).doesNotContain("unsafe");
        });
    }

    @Test
    void aRunThatGoesOnIsEndedAndThatIsInTheAuditLog() {
        RunId id = started("to be ended");

        Page before = run(id);
        Response ended = end(id);
        Response again = end(id);

        assertThat(before.text()).contains("End this run…", "Refresh");
        assertThat(ended.statusCode()).isEqualTo(303);
        assertThat(ended.header("Location")).endsWith("/runs/%s?did=end".formatted(id));
        assertThat(Page.at("/runs/%s?did=end".formatted(id)).text())
                .contains("The run is ended.", "terminated", "It was ended on the dashboard.")
                .doesNotContain("End this run…");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.asString()).contains("Not done", "has ended already");
        assertThat(given().get("/api/v1/audit").asString()).contains("run.end", id.value());
    }

    @Test
    void anotherSitesPageEndsNoRun() {
        RunId id = started("guarded");

        Response refused = given().header("Origin", "https://elsewhere.example")
                .contentType("application/x-www-form-urlencoded")
                .post("/runs/%s/do/end".formatted(id));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(runs.fetch(id).status()).isEqualTo(RunStatus.STARTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs/nowhere", "/runs/.hidden", "/runs/a%20b"})
    void whatIsNotThereIsNotFound(String address) {
        Page page = Page.at(address);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is no such run.");
    }

    @Test
    void theEndOfARunThatIsNotThereIsNotFound() {
        Response refused = end(new RunId("nowhere"));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(given().redirects().follow(false).get("/runs/nowhere/do/end").statusCode())
                .isEqualTo(303);
    }
}
