package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build of very many units takes, in both databases. */
class LargeBuildBenchmark {
    private static final int UNITS = Integer.getInteger("units", 100_000);
    private static final int LETTERS = 300;
    private static final String HEAP = "-Xmx" + System.getProperty("heap", "256m");
    private static final String ANSWER = "She measures first, and answers for it. ".repeat(8);

    @TempDir
    Path folder;

    @Test
    void measuresABuildInTheEmbeddedDatabase() {
        measured("H2", TapedeckProcess.settings());
    }

    @Test
    void measuresABuildInPostgreSql() {
        try (PostgreSqlServer server = PostgreSqlServer.started()) {
            measured("PostgreSQL", server.node());
        }
    }

    private void measured(String database, TapedeckProcess.Settings settings) {
        LargeBuild build =
                LargeBuild.measured(settings.option(HEAP), folder, new ManyDocuments(UNITS, LETTERS), ANSWER);
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("planned", "%,d ms".formatted(build.planned().toMillis()));
        rows.put(
                "built, in %d batches".formatted(build.batches()), build.built().toSeconds() + " s");
        rows.put("heap that is reachable at the end", build.heap() + " MB");
        rows.put("GET /api/v1/builds/{id} meanwhile", build.restWhile().toString());
        rows.put("its page meanwhile", build.pageWhile().toString());
        rows.put("GET /api/v1/builds/{id} at the end", build.restAfter().toString());
        rows.put("its page at the end", build.pageAfter().toString());
        report("%s, %,d units, %s".formatted(database, UNITS, HEAP), rows);
        assertThat(build.paidOnce()).isTrue();
    }

    static void report(String what, Map<String, String> rows) {
        StringBuilder table = new StringBuilder(what).append('\n');
        rows.forEach((name, figure) -> table.append(String.format(Locale.ROOT, "%-50s %s%n", name, figure)));
        try {
            Files.writeString(
                    Path.of("target", "large-builds.txt"), table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        System.getLogger("benchmarks").log(System.Logger.Level.INFO, "\n" + table);
    }
}
