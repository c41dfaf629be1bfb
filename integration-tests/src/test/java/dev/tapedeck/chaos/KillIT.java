package dev.tapedeck.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kill -9 at any moment under eight writers: what a client has seen whole is there, and nothing is torn. */
class KillIT {
    private static final int CYCLES = Integer.getInteger("chaos.kill.cycles", 3);
    /** Each is likely to lose; all together can't be lucky. */
    private static final int CONTROL_CYCLES = 10;

    private static final int LONGEST_FUSE = Integer.getInteger("chaos.kill.events", 600);
    private static final int LONGEST_FUSE_OF_CONTROL = 1_500;

    /** H2 as it comes: it writes up to half a second later than it says. */
    private static final String DEFAULT_H2 = "jdbc:h2:file:${tapedeck.data-directory}/tapedeck;DB_CLOSE_ON_EXIT=FALSE";

    @ParameterizedTest
    @EnumSource
    void whatAClientHasSeenWholeIsThereAfterKill9AndNothingIsTorn(Store store) {
        killAgainAndAgain(store.toString(), store.settings(), store.recovered());
    }

    /** A node that starts says nothing of what it recovered: what a killed node left is dropped a minute later. */
    @Test
    void theSameHoldsForANodeOnPostgreSql() {
        try (PostgreSqlServer server = PostgreSqlServer.started()) {
            killAgainAndAgain("POSTGRESQL", server.node().startingOften(), List.of());
        }
    }

    private static void killAgainAndAgain(String store, TapedeckProcess.Settings settings, List<String> recovered) {
        // Given
        try (KillRun run = new KillRun(settings, Seed.random("kill " + store), LONGEST_FUSE)) {
            run.begin();

            // When
            for (int cycle = 0; cycle < CYCLES && run.unharmed(); cycle++) {
                run.cycle(cycle, recovered);
            }
            run.inspectAll();

            // Then
            Results.add(
                    "kill, %s: %d kills, %d acknowledged, %d lost, %d torn",
                    store,
                    CYCLES,
                    run.acknowledged(),
                    run.lost().size(),
                    run.torn().size());
            assertThat(run.lost()).as("lost, %s", Seed.named()).isEmpty();
            assertThat(run.torn()).as("torn, %s", Seed.named()).isEmpty();
            assertThat(run.silent())
                    .as("starts that don't say what they recovered")
                    .isEmpty();
            assertThat(run.acknowledged()).as("enough to lose").isGreaterThan(CYCLES);
        }
    }

    /** Proves that the tests above can fail. */
    @Test
    void theSameRunLosesWhatWasAcknowledgedIfTheDatabaseWritesLaterThanItSays() {
        // Given
        var settings = Store.DATABASE.settings().with("quarkus.datasource.\"h2\".jdbc.url", DEFAULT_H2);
        try (KillRun run = new KillRun(settings, Seed.random("control"), LONGEST_FUSE_OF_CONTROL)) {
            run.begin();

            // When
            int cycle = 0;
            while (cycle < CONTROL_CYCLES && run.lost().isEmpty()) {
                run.cycle(cycle++, List.of());
            }

            // Then
            Results.add(
                    "kill, control: %d kills, %d acknowledged, %d lost",
                    cycle, run.acknowledged(), run.lost().size());
            assertThat(run.lost()).as("lost, %s", Seed.named()).isNotEmpty();
        }
    }
}
