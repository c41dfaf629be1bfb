package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.builds.Disturbances.Kind;
import dev.tapedeck.chaos.Seed;
import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Two nodes on one PostgreSQL, before a provider with a ledger, that are disturbed while they build. */
final class DisturbedRun implements AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** So that each layer goes in several batches. */
    private static final int LARGEST_BATCH = SmallReport.DOCUMENTS - 2;

    private static final int MOST_AT_ONCE = 5;

    private final Random random = Seed.random("builds disturbed");
    private final PostgreSqlServer server = PostgreSqlServer.started();
    private final LedgerUpstream upstream =
            new LedgerUpstream(SmallReport::answer, SmallReport::answer).holding(LARGEST_BATCH);
    private final DisturbedNode first = new DisturbedNode(node("first"));
    private final DisturbedNode second = new DisturbedNode(node("second"));
    private final List<BuildCaller> callers =
            List.of(BuildCaller.of(first.process()), BuildCaller.of(second.process()));
    private final Disturbances disturbances;
    private int rounds;

    private DisturbedRun(int each) {
        disturbances = new Disturbances(Map.of("first", first, "second", second), random, each, LEASE);
        upstream.watchedBy(disturbances::see);
    }

    /** @param each how many kills and how many standstills */
    static DisturbedRun started(int each) {
        return new DisturbedRun(each);
    }

    private TapedeckProcess node(String name) {
        return server.node()
                .startingOften()
                .provider("openai", "openai", upstream.baseUrl(name) + "/openai")
                .with("tapedeck.providers.openai.batch", "true")
                .provider("anthropic", "anthropic", upstream.baseUrl(name) + "/anthropic")
                .with("tapedeck.builds.lease", LEASE.toSeconds() + "s")
                .with("tapedeck.builds.poll", "200ms")
                .start();
    }

    /** What each layer of a build makes that nobody disturbs. */
    List<List<String>> undisturbed() {
        String build = begun(callers.getFirst(), "calm");
        completes(build);
        return made(build);
    }

    /** The same of the builds that went on while all the disturbances happened. */
    List<List<List<String>>> disturbed() {
        List<String> builds = new ArrayList<>();
        while (disturbances.left() > 0) {
            rounds++;
            List<String> under = List.of(
                    begun(callers.getFirst(), "%da".formatted(rounds)),
                    begun(callers.getLast(), "%db".formatted(rounds)));
            disturbances.arm(1 + random.nextInt(MOST_AT_ONCE));
            under.forEach(this::completes);
            disturbances.rest();
            first.settled();
            second.settled();
            builds.addAll(under);
        }
        return builds.stream().map(this::made).toList();
    }

    private static String begun(BuildCaller caller, String name) {
        SmallReport report = new SmallReport("report-" + name);
        caller.keep(report.name(), report.json());
        return caller.start("{\"pipeline\":\"%s\",\"cache\":false}".formatted(report.name()));
    }

    /** Nothing else is an end that can be expected, so it isn't waited for. */
    private void completes(String build) {
        String which = "build %s of round %d, %s".formatted(build, rounds, Seed.named());
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> states(build)
                            .peek(state ->
                                    assertThat(state).as(which).isIn("PENDING", "RUNNING", "WAITING", "COMPLETED"))
                            .anyMatch("COMPLETED"::equals));
        } catch (ConditionTimeoutException stuck) {
            throw new AssertionError(
                    "Stuck: %s. %s%n%s%n%s"
                            .formatted(
                                    which,
                                    callers.getFirst().build(build),
                                    first.process().output(),
                                    second.process().output()),
                    stuck);
        }
    }

    private Stream<String> states(String build) {
        return callers.stream().flatMap(caller -> caller.state(build).stream());
    }

    private List<List<String>> made(String build) {
        return SmallReport.LAYERS.stream()
                .map(layer -> callers.getFirst().artifacts(build, layer))
                .toList();
    }

    /** What was done, and to what. */
    String disturbances() {
        return "%d rounds, kills %s, standstills %s"
                .formatted(rounds, disturbances.made(Kind.KILL), disturbances.made(Kind.STANDSTILL));
    }

    Map<String, Integer> paid() {
        return upstream.paid();
    }

    long paidTwice() {
        return upstream.paid().values().stream().filter(times -> times > 1).count();
    }

    Map<String, Integer> submissions() {
        return upstream.submissions();
    }

    int repeats() {
        return upstream.repeats();
    }

    @Override
    public void close() {
        disturbances.rest();
        callers.forEach(BuildCaller::close);
        first.close();
        second.close();
        server.close();
        upstream.close();
    }
}
