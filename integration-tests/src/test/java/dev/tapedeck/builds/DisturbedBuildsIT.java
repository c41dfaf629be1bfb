package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.chaos.Results;
import dev.tapedeck.chaos.Seed;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Builds whose nodes are killed and stand still at random moments come to the same, and nothing is paid twice. */
class DisturbedBuildsIT {
    private static final int KILLS = Integer.getInteger("chaos.builds.kills", 3);
    private static final int DISTURBANCES = Integer.getInteger("chaos.builds.disturbances", 3);
    /** As many as a build of the recorded pipeline makes. */
    private static final int LONGEST_FUSE = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void whatIsKilledAgainAndAgainComesToTheRecordedArtifactsAndPaysNothingTwice() {
        RecordedTeam team = RecordedTeam.find().orElse(null);
        assumeTrue(team != null, "The recorded pipeline isn't there.");
        Random random = Seed.random("builds killed");
        List<String> builds = new ArrayList<>();
        try (LedgerUpstream upstream = team.upstream();
                TapedeckProcess process =
                        RecordedTeam.gateway(upstream.baseUrl()).start();
                BuildCaller caller = BuildCaller.of(process)) {
            // Given
            caller.keep("team-report", team.pipeline("auto"));

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                int fuse = upstream.requests() + random.nextInt(LONGEST_FUSE);
                builds.add(caller.start("{\"pipeline\":\"team-report\",\"cache\":false}"));
                burnDown(fuse, upstream, caller, builds.getLast());
                process.kill9();
                process.restart();
            }
            builds.forEach(build -> caller.completes(build, PATIENCE));

            // Then
            Results.add(
                    "builds, database (H2): %d kills, %d builds, payments of each request: %s",
                    KILLS, builds.size(), upstream.paid().values());
            assertThat(builds)
                    .allSatisfy(build -> assertThat(caller.briefArtifacts(build, "team-summary"))
                            .as(Seed.named())
                            .containsExactly("8552d44"));
            assertThat(upstream.paid())
                    .hasSize(4)
                    .allSatisfy((request, times) ->
                            assertThat(times).as(Seed.named()).isEqualTo(KILLS));
        }
    }

    /** Until the provider has seen so many requests, or the build has ended. */
    private static void burnDown(int fuse, LedgerUpstream upstream, BuildCaller caller, String build) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> upstream.requests() >= fuse
                        || caller.state(build).filter("COMPLETED"::equals).isPresent());
    }

    @Test
    void twoNodesThatAreKilledAndStandStillWhileTheySubmitPayNothingTwice() {
        try (DisturbedRun run = DisturbedRun.started(DISTURBANCES)) {
            // Given
            List<List<String>> undisturbed = run.undisturbed();

            // When
            List<List<List<String>>> disturbed = run.disturbed();

            // Then
            Results.add(
                    "builds, two nodes on PostgreSQL: %s; %d builds, %d requests, %d submissions, %d calls repeated, %d paid twice",
                    run.disturbances(),
                    disturbed.size(),
                    run.paid().size(),
                    run.submissions().size(),
                    run.repeats(),
                    run.paidTwice());
            assertThat(run.submissions().values())
                    .as("submissions by intent, %s", Seed.named())
                    .containsOnly(1);
            assertThat(run.paid().values())
                    .as("payments by request, %s", Seed.named())
                    .containsOnly(1);
            assertThat(run.paid()).hasSize((disturbed.size() + 1) * SmallReport.REQUESTS);
            assertThat(disturbed).as(Seed.named()).containsOnly(undisturbed);
        }
    }
}
