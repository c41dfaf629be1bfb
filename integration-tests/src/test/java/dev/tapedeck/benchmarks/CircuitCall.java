package dev.tapedeck.benchmarks;

import dev.tapedeck.provider.resilience.SystemTime;
import dev.tapedeck.resilience.Permit;
import dev.tapedeck.resilience.Service;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.ServicePolicy;
import dev.tapedeck.resilience.Services;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the circuit and the retry budget add to a call that succeeds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CircuitCall {
    private static final Duration LEASE = Duration.ofSeconds(330);
    private static final ServiceName OPENAI = new ServiceName("provider.openai");

    private final Services services = new Services(any -> ServicePolicy.DEFAULT, new SystemTime(), event -> {});

    @Benchmark
    public void succeeds() {
        Service service = services.of(OPENAI);
        service.budget().called();
        Permit permit = service.circuit(Optional.empty()).acquire(LEASE);
        permit.succeeded();
    }
}
