package dev.tapedeck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What retry, budget and circuit cost a call that succeeds, by one thread and by as many as there are cores. */
class CircuitBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final TimeValue ROUND = TimeValue.seconds(Integer.getInteger("seconds", 2));
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** @param bytes allocated */
    private record Cost(String what, int threads, double nanos, double bytes) {
        String row() {
            return String.format(
                    Locale.ROOT, "%s, %d thread(s): %.0f ns, %.0f bytes per call%n", what, threads, nanos, bytes);
        }
    }

    @Test
    void measuresWhatASuccessfulCallCosts() throws RunnerException, IOException {
        int all = Runtime.getRuntime().availableProcessors();
        Cost alone = cost("function", "around a function", 1);
        List<Cost> costs = List.of(
                alone,
                cost("function", "around a function", all),
                cost("stage", "around a provider, its answer watched", 1),
                cost("stage", "around a provider, its answer watched", all));

        String table = costs.stream().map(Cost::row).collect(Collectors.joining());
        Files.writeString(Path.of("target", "circuits.txt"), table);
        System.getLogger("benchmarks").log(System.Logger.Level.INFO, "\n" + table);
        assertThat(Math.round(alone.bytes())).isLessThanOrEqualTo(64);
    }

    private static Cost cost(String method, String what, int threads) throws RunnerException {
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
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                .getScore();
        return new Cost(what, threads, result.getPrimaryResult().getScore(), bytes);
    }
}
