package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real pipeline with what real models answered, through the packaged application: the same artifacts, nothing paid twice,
 * whatever happens in between.
 */
class BuildsIT {
    private static final int KILLS = Integer.getInteger("chaos.builds.kills", 8);
    private static final long SEED = Long.getLong("chaos.seed", 2026);

    private Optional<RecordedTeam> team = Optional.empty();

    @BeforeEach
    void needsTheTestData() {
        team = RecordedTeam.find();
        assumeTrue(team.isPresent(), "The recorded pipeline isn't there.");
    }

    private LedgerUpstream upstream() {
        RecordedTeam recorded = team.orElseThrow();
        return new LedgerUpstream(recorded::answerToCall, recorded::answerInBatch);
    }

    private static TapedeckProcess.Settings gateway(String upstream) {
        return TapedeckProcess.settings()
                .provider("openai", "openai", upstream + "/openai")
                .with("tapedeck.providers.openai.batch", "true")
                .provider("anthropic", "anthropic", upstream + "/anthropic")
                .with("tapedeck.builds.lease", "5s")
                .with("tapedeck.builds.poll", "200ms");
    }

    private void keep(Caller caller, String batch) {
        Answered kept = caller.send(caller.to("/api/v1/pipelines/team-report")
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(team.orElseThrow().pipeline(batch))));
        assertThat(kept.status()).as(kept.text()).isBetween(200, 201);
    }

    private static String start(Caller caller, String json) {
        Answered started = caller.post("/api/v1/builds", json);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.json().path("id").asText();
    }

    private static void ends(Caller caller, String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> caller.get("/api/v1/builds/" + id)
                                .json()
                                .path("state")
                                .asText(),
                        state::equals);
    }

    /** What a layer has made, by the first digits of their ids. */
    private static List<String> artifacts(Caller caller, String id, String layer) {
        JsonNode units = caller.get("/api/v1/builds/%s/units?layer=%s".formatted(id, layer))
                .json()
                .path("data");
        return StreamSupport.stream(units.spliterator(), false)
                .map(unit -> unit.path("artifact").asText().substring(0, 7))
                .toList();
    }

    /** Waits until the build has made so many requests, or has ended. */
    private static void reaches(Caller caller, LedgerUpstream upstream, String id, int requests) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> upstream.requests() >= requests
                        || caller.get("/api/v1/builds/" + id)
                                .json()
                                .path("state")
                                .asText()
                                .equals("COMPLETED"));
    }

    @ParameterizedTest
    @CsvSource({"auto, 876eff9 3955660 6b999a6, 8552d44", "never, 2cf80f7 50af944 327c4a1, f1b1cae"})
    void theRecordedPipelineComesToTheRecordedArtifacts(String batch, String styles, String summary) {
        try (LedgerUpstream upstream = upstream();
                TapedeckProcess process = gateway(upstream.baseUrl()).start();
                Caller caller = Caller.of(process)) {
            keep(caller, batch);

            String id = start(caller, "{\"pipeline\":\"team-report\"}");
            ends(caller, id, "COMPLETED");

            assertThat(artifacts(caller, id, "bios")).containsExactly("4bcc984", "01dfeaf", "b732c72");
            assertThat(artifacts(caller, id, "work-styles")).containsExactly(styles.split(" "));
            assertThat(artifacts(caller, id, "team-summary")).containsExactly(summary);
            assertThat(upstream.paid())
                    .hasSize(4)
                    .allSatisfy((request, times) -> assertThat(times).isEqualTo(1));
        }
    }

    @Test
    void aRecordedBuildIsReplayedWithoutAConnection() {
        try (LedgerUpstream upstream = upstream();
                TapedeckProcess process = gateway(upstream.baseUrl()).start();
                Caller caller = Caller.of(process)) {
            keep(caller, "auto");
            String recorded = start(caller, "{\"pipeline\":\"team-report\",\"cassette\":\"team\",\"mode\":\"record\"}");
            ends(caller, recorded, "COMPLETED");

            try (ScriptedUpstream trap = upstream.trap()) {
                String played =
                        start(caller, "{\"pipeline\":\"team-report\",\"cassette\":\"team\",\"mode\":\"replay\"}");
                ends(caller, played, "COMPLETED");

                assertThat(artifacts(caller, played, "team-summary")).containsExactly("8552d44");
                assertThat(artifacts(caller, played, "work-styles"))
                        .isEqualTo(artifacts(caller, recorded, "work-styles"));
                assertThat(trap.connections()).isZero();
            }
        }
    }

    @Test
    void aBuildWhoseProcessIsKilledAgainAndAgainPaysNothingTwice() {
        Random random = new Random(SEED);
        List<String> summaries = new ArrayList<>();
        try (LedgerUpstream upstream = upstream();
                TapedeckProcess process = gateway(upstream.baseUrl()).start()) {
            try (Caller caller = Caller.of(process)) {
                keep(caller, "auto");
            }
            for (int kill = 0; kill < KILLS; kill++) {
                String id;
                try (Caller caller = Caller.of(process)) {
                    int request = upstream.requests() + random.nextInt(12);
                    id = start(caller, "{\"pipeline\":\"team-report\",\"cache\":false}");
                    reaches(caller, upstream, id, request);
                }
                process.kill9();
                process.restart();
                try (Caller caller = Caller.of(process)) {
                    ends(caller, id, "COMPLETED");
                    summaries.add(artifacts(caller, id, "team-summary").getFirst());
                }
            }
            int builds = KILLS;
            assertThat(summaries).containsOnly("8552d44");
            assertThat(upstream.paid())
                    .hasSize(4)
                    .allSatisfy((request, times) -> assertThat(times).isEqualTo(builds));
        }
    }
}
