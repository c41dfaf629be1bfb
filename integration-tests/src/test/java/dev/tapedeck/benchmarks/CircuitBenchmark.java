package dev.tapedeck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The way of a successful call through circuit and budget, by one thread and by as many as there are cores. */
class CircuitBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final TimeValue ROUND = TimeValue.seconds(Integer.getInteger("seconds", 2));
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Test
    void measuresWhatASuccessfulCallCosts() throws RunnerException, IOException {
        int all = Runtime.getRuntime().availableProcessors();
        String table = row("circuitAndBudget", "circuit and budget", 1)
                + row("circuitAndBudget", "circuit and budget", all)
                + row("stage", "the whole stage", 1)
                + row("stage", "the whole stage", all);

        Files.writeString(Path.of("target", "circuits.txt"), table);
        System.getLogger("benchmarks").log(System.Logger.Level.INFO, "\n" + table);
        assertThat(table).contains("bytes");
    }

    private static String row(String method, String what, int threads) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CircuitCall.class.getName() + "." + method)
                        .addProfiler(GCProfiler.class)
                        .threads(threads)
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(ROUND)
                        .measurementIterations(ROUNDS)
                        .measurementTime(ROUND)
                        .build())
                .run();
        RunResult result = results.iterator().next();
        return String.format(
                Locale.ROOT,
                "%s, %d thread(s): %.0f ns, %.0f bytes per call (≤ 1,000 ns, ≤ 64 bytes)%n",
                what,
                threads,
                result.getPrimaryResult().getScore(),
                Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                        .getScore());
    }
}
