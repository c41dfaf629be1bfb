package dev.tapedeck.chaos;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitBreaker;
import dev.tapedeck.resilience.CircuitName;
import dev.tapedeck.resilience.CircuitSettings;
import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.Permit;
import dev.tapedeck.resilience.ServiceName;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do to a circuit at once, each of them sees what it would see if they took turns: shown by Lincheck, by
 * trying schedules one by one and by stress. More: {@code -Dchaos.circuit.scenarios=100}.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public final class CircuitLinearizabilityIT {
    private static final int SCENARIOS = Integer.getInteger("chaos.circuit.scenarios", 1);
    private static final int THREADS = 3;
    private static final Duration LEASE = Duration.ofSeconds(60);
    /** It is half-open with the next call after it opened. */
    private static final CircuitSettings RULES = new CircuitSettings(
            true,
            2,
            Duration.ZERO,
            Duration.ZERO,
            1,
            Duration.ofMinutes(5),
            CircuitSettings.Count.HEALTH,
            CircuitSettings.Scope.PROVIDER);

    private final CircuitBreaker circuit = new CircuitBreaker(
            CircuitName.of(new ServiceName("provider.openai")), () -> RULES, new VirtualTime(), event -> {});
    /** One for each thread, from the beginning: so that there are ends of calls from before any transition. */
    private final Permit[] permits = new Permit[THREADS + 2];

    public CircuitLinearizabilityIT() {
        for (int i = 0; i < permits.length; i++) {
            permits[i] = circuit.acquire(LEASE);
        }
    }

    @Operation
    public boolean ask(@Param(name = "thread") int thread) {
        try {
            permits[thread] = circuit.acquire(LEASE);
            return true;
        } catch (FailedCall open) {
            return false;
        }
    }

    @Operation
    public void succeed(@Param(name = "thread") int thread) {
        permits[thread].succeeded();
    }

    @Operation
    public void fail(@Param(name = "thread") int thread) {
        permits[thread].failed("http_503", "overloaded");
    }

    @Operation
    public void giveUp(@Param(name = "thread") int thread) {
        permits[thread].neutral();
    }

    @Operation
    public void reset() {
        circuit.reset("drill");
    }

    @Operation
    public void open() {
        circuit.open("drill");
    }

    @Operation
    public String look() {
        CircuitSnapshot snapshot = circuit.snapshot();
        return snapshot.state() + " " + snapshot.failures() + " " + snapshot.permits() + " "
                + snapshot.transitions().size();
    }

    @Test
    void threadsSeeWhatTheyWouldSeeInTurns() {
        check(new ModelCheckingOptions().invocationsPerIteration(50));
    }

    @Test
    void threadsUnderStressSeeWhatTheyWouldSeeInTurns() {
        check(new StressOptions().invocationsPerIteration(200));
    }

    private void check(Options<?, ?> options) {
        options.iterations(SCENARIOS).threads(THREADS).actorsPerThread(3).check(getClass());
    }
}
