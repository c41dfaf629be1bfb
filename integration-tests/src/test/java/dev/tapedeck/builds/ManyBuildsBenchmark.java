package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to look at lists of very many builds, in both databases. */
class ManyBuildsBenchmark {
    private static final int BUILDS = Integer.getInteger("builds", 10_000);
    private static final String HEAP = "-Xmx" + System.getProperty("heap", "256m");
    private static final String ASKED = "{\"pipeline\":\"%s\"}".formatted(ManyDocuments.PIPELINE);

    @TempDir
    Path folder;

    @Test
    void measuresListsInTheEmbeddedDatabase() {
        measured("H2", TapedeckProcess.settings());
    }

    @Test
    void measuresListsInPostgreSql() {
        try (PostgreSqlServer server = PostgreSqlServer.started()) {
            measured("PostgreSQL", server.node());
        }
    }

    private void measured(String database, TapedeckProcess.Settings settings) {
        new ManyDocuments(1, 100).writeTo(folder);
        LedgerUpstream.Answers answers = (provider, request) -> "Calm.";
        try (LedgerUpstream upstream = new LedgerUpstream(answers, answers);
                TapedeckProcess process = settings.option(HEAP)
                        .provider("openai", "openai", upstream.baseUrl() + "/openai")
                        .with("tapedeck.providers.openai.batch", "true")
                        .with("tapedeck.builds.directory", folder.toString())
                        .with("tapedeck.builds.poll", "200ms")
                        .start();
                Caller caller = Caller.of(process)) {
            long start = System.nanoTime();
            String middle = "";
            for (int build = 0; build < BUILDS; build++) {
                Answered started = caller.post("/api/v1/builds", ASKED);
                assertThat(started.status()).as(started.text()).isEqualTo(202);
                middle = build == BUILDS / 2 ? started.json().path("id").asText() : middle;
            }
            allEnd(caller);
            Map<String, String> rows = new LinkedHashMap<>();
            rows.put("started and built", (System.nanoTime() - start) / 1_000_000_000 + " s");
            for (String path : List.of(
                    "/api/v1/builds",
                    "/api/v1/builds?limit=200&after=" + middle,
                    "/api/v1/builds?state=completed",
                    "/api/v1/builds?state=failed",
                    "/api/v1/builds?pipeline=none",
                    "/api/v1/builds/latest",
                    "/builds",
                    "/builds?after=" + middle,
                    "/builds?state=failed",
                    "/")) {
                rows.put(
                        "GET " + path.replace(middle, "…"),
                        Looks.at(caller, path).toString());
            }
            LargeBuildBenchmark.report("%s, %,d builds, %s".formatted(database, BUILDS, HEAP), rows);
        }
    }

    private static void allEnd(Caller caller) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> List.of("pending", "running", "waiting").stream()
                        .allMatch(state -> caller.get("/api/v1/builds?limit=1&state=" + state)
                                .json()
                                .path("data")
                                .isEmpty()));
    }
}
