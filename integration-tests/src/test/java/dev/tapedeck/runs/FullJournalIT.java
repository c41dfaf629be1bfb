package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More happens in a run than may wait, while nothing can be written. */
class FullJournalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MAY_WAIT = 100;
    private static final int CALLS = 130;
    private static final String BODY =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @Test
    void callsGoOnAndFollowersAreToldWhatIsMissing() {
        try (PostgreSqlServer server = PostgreSqlServer.started();
                TapedeckProcess process = server.node()
                        .withoutResilience()
                        .with("tapedeck.runs.waiting", String.valueOf(MAY_WAIT))
                        .start();
                RunCaller runs = RunCaller.of(process)) {
            // Given
            String run = runs.start("flooded");
            server.stop();

            // When
            for (int at = 0; at < CALLS; at++) {
                Answered answered = runs.caller()
                        .post(process.baseUrl() + "/llm/simulator/v1/chat/completions", BODY, "Tapedeck-Run", run);
                assertThat(answered.status()).as(answered.text()).isEqualTo(200);
            }
            server.restart();
            Awaitility.await().atMost(PATIENCE).until(() -> finished(runs, run));

            // Then
            List<Told> told;
            try (Listener listener = Listener.on(runs.caller(), run)) {
                told = listener.rest();
            }
            List<JsonNode> gaps = told.stream()
                    .filter(event -> event.name().equals("gap"))
                    .map(Told::json)
                    .toList();
            long dropped =
                    gaps.stream().mapToLong(gap -> gap.path("dropped").asLong()).sum();
            long calls =
                    told.stream().filter(event -> event.name().equals("call")).count();
            assertThat(dropped).isPositive();
            assertThat(calls + dropped).isEqualTo(CALLS);
            assertThat(told.getLast().name()).isEqualTo("complete");
            assertThat(runs.run(run).at("/counts/dropped").asLong()).isEqualTo(dropped);
            assertThat(each(runs.entries(run), "kind")).contains("gap");
        }
    }

    private static boolean finished(RunCaller runs, String run) {
        return runs.caller()
                        .post(RunCaller.RUNS + "/" + run + "/finish", "{\"status\":\"completed\"}")
                        .status()
                == 200;
    }
}
