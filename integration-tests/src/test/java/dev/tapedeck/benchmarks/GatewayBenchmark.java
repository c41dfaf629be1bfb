package dev.tapedeck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.benchmarks.Load.Cost;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The gateway beside bare servers, in one run and interleaved, so that a noisy machine disturbs all alike. */
class GatewayBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("seconds", 3));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmup", 8));
    private static final int MANY = 10_000;
    private static final String PATH = "/v1/chat/completions";

    private static final String BARE = "bare Vert.x: SHA-256, map";
    private static final String ONE = "replay, 1 interaction";
    private static final String TEN_THOUSAND = "replay, 10,000 interactions";
    private static final String PROXY = "bare Vert.x proxy";
    private static final String OFF = "pass-through, off";
    private static final String RECORD = "record, durable";

    @Test
    void measuresWhatACallCostsBesideBareServers() throws IOException {
        try (BareProcess upstream = BareProcess.answering();
                BareProcess bare = BareProcess.answering();
                BareProcess proxy = BareProcess.before(upstream);
                TapedeckProcess tapedeck = TapedeckProcess.settings()
                        .provider("openai", "openai", "http://127.0.0.1:" + upstream.port())
                        .start();
                Caller caller = Caller.of(tapedeck)) {
            Map<String, Load> loads = loads(bare, proxy, tapedeck, caller);
            loads.values().forEach(load -> load.run(WARM_UP));

            Map<String, List<Cost>> costs = measured(loads);

            String table = table(costs);
            Files.writeString(Path.of("target", "benchmarks.txt"), table);
            System.getLogger("benchmarks").log(System.Logger.Level.INFO, "\n" + table);
            assertThat(costs)
                    .allSatisfy((name, rounds) -> assertThat(rounds).as(name).hasSize(ROUNDS));
        }
    }

    private static Map<String, Load> loads(
            BareProcess bare, BareProcess proxy, TapedeckProcess tapedeck, Caller caller) {
        Map<String, Load> loads = new LinkedHashMap<>();
        loads.put(BARE, Load.on(bare.process().pid(), bare.port(), PATH, 1));
        loads.put(ONE, replaying(tapedeck, caller, "one", 1));
        loads.put(TEN_THOUSAND, replaying(tapedeck, caller, "many", MANY));
        loads.put(PROXY, Load.on(proxy.process().pid(), proxy.port(), PATH, 1));
        loads.put(OFF, Load.on(tapedeck.pid(), tapedeck.port(), path(caller.open("none", "off")), 1));
        loads.put(RECORD, Load.on(tapedeck.pid(), tapedeck.port(), path(caller.open("growing", "record")), MANY));
        return loads;
    }

    /** A load on a tape of that many interactions, which are recorded first. */
    private static Load replaying(TapedeckProcess tapedeck, Caller caller, String cassette, int interactions) {
        SessionUnderTest recording = caller.open(cassette, "record");
        Load.on(tapedeck.pid(), tapedeck.port(), path(recording), interactions).runOnce();
        recording.close();
        SessionUnderTest replay = caller.open(
                "{\"cassette\":\"%s\",\"mode\":\"replay\",\"onExhausted\":\"repeat-last\"}".formatted(cassette));
        return Load.on(tapedeck.pid(), tapedeck.port(), path(replay), interactions);
    }

    private static String path(SessionUnderTest session) {
        return "/session/" + session.id() + "/llm/openai" + PATH;
    }

    private static Map<String, List<Cost>> measured(Map<String, Load> loads) {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            loads.forEach((name, load) ->
                    costs.computeIfAbsent(name, row -> new ArrayList<>()).add(load.run(ROUND)));
        }
        return costs;
    }

    private static String table(Map<String, List<Cost>> costs) {
        StringBuilder table = new StringBuilder();
        table.append(line("", "CPU µs/request", "requests/s"));
        costs.forEach((name, rounds) -> table.append(line(
                name, "%.1f".formatted(cpu(costs, name)), "%,.0f".formatted(median(rounds, Cost::requestsPerSecond)))));
        table.append('\n').append(line("ratio of CPU", "measured", "target"));
        table.append(ratio(costs, ONE, BARE, "≤ 3"));
        table.append(ratio(costs, TEN_THOUSAND, BARE, "≤ 3"));
        table.append(ratio(costs, TEN_THOUSAND, ONE, "≤ 1.15"));
        table.append(ratio(costs, OFF, PROXY, "≤ 6"));
        table.append(ratio(costs, RECORD, OFF, "≤ 2"));
        return table.toString();
    }

    private static String ratio(Map<String, List<Cost>> costs, String what, String to, String target) {
        return line(what + " : " + to, "%.2f".formatted(cpu(costs, what) / cpu(costs, to)), target);
    }

    private static String line(String name, String first, String second) {
        return String.format(Locale.ROOT, "%-60s %16s %12s%n", name, first, second);
    }

    private static double cpu(Map<String, List<Cost>> costs, String name) {
        return median(costs.getOrDefault(name, List.of()), Cost::microsPerRequest);
    }

    private static double median(List<Cost> rounds, ToDoubleFunction<Cost> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
