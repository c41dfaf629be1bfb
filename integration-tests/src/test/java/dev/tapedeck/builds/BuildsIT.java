package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real pipeline with what real models answered, through the packaged application: the same artifacts. */
class BuildsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Optional<RecordedTeam> found = Optional.empty();

    @BeforeEach
    void needsTheTestData() {
        found = RecordedTeam.find();
        assumeTrue(found.isPresent(), "The recorded pipeline isn't there.");
    }

    private RecordedTeam team() {
        return found.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"auto, 876eff9 3955660 6b999a6, 8552d44", "never, 2cf80f7 50af944 327c4a1, f1b1cae"})
    void theRecordedPipelineComesToTheRecordedArtifacts(String batch, String styles, String summary) {
        try (LedgerUpstream upstream = team().upstream();
                TapedeckProcess process =
                        RecordedTeam.gateway(upstream.baseUrl()).start();
                BuildCaller caller = BuildCaller.of(process)) {
            caller.keep("team-report", team().pipeline(batch));

            String id = caller.start("{\"pipeline\":\"team-report\"}");
            caller.completes(id, PATIENCE);

            assertThat(caller.briefArtifacts(id, "bios")).containsExactly("4bcc984", "01dfeaf", "b732c72");
            assertThat(caller.briefArtifacts(id, "work-styles")).containsExactly(styles.split(" "));
            assertThat(caller.briefArtifacts(id, "team-summary")).containsExactly(summary);
            assertThat(upstream.paid())
                    .hasSize(4)
                    .allSatisfy((request, times) -> assertThat(times).isEqualTo(1));
        }
    }

    @Test
    void aRecordedBuildIsReplayedWithoutAConnection() {
        try (LedgerUpstream upstream = team().upstream();
                TapedeckProcess process =
                        RecordedTeam.gateway(upstream.baseUrl()).start();
                BuildCaller caller = BuildCaller.of(process)) {
            caller.keep("team-report", team().pipeline("auto"));
            String recorded = caller.start("{\"pipeline\":\"team-report\",\"cassette\":\"team\",\"mode\":\"record\"}");
            caller.completes(recorded, PATIENCE);

            try (ScriptedUpstream trap = upstream.trap()) {
                String played =
                        caller.start("{\"pipeline\":\"team-report\",\"cassette\":\"team\",\"mode\":\"replay\"}");
                caller.completes(played, PATIENCE);

                assertThat(caller.briefArtifacts(played, "team-summary")).containsExactly("8552d44");
                assertThat(caller.artifacts(played, "work-styles"))
                        .isEqualTo(caller.artifacts(recorded, "work-styles"));
                assertThat(trap.connections()).isZero();
            }
        }
    }
}
