package dev.tapedeck.benchmarks;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.provider.openai.OpenAiOperations;
import dev.tapedeck.provider.resilience.BackoffRetryPolicy;
import dev.tapedeck.provider.resilience.SystemTime;
import dev.tapedeck.resilience.Retrier;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.ServicePolicy;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.resilience.StoreCalls;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What resilience adds to a call that succeeds: to a function's, and to a provider's with the watch over its answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CircuitCall {
    private final Services services = new Services(any -> ServicePolicy.DEFAULT, new SystemTime(), event -> {});

    private final Call call = new Call(
            new ProviderRequest(
                    new ProviderName("openai"),
                    Dialect.OPENAI,
                    "POST",
                    "/v1/chat/completions",
                    Optional.empty(),
                    Headers.NONE,
                    Bytes.utf8("{}")),
            Lane.MAIN,
            Terms.of(Effect.SAFE));
    private final Whole whole = new Whole();
    private final Retrier retrier = new Retrier(
            any -> whole,
            services,
            new BackoffRetryPolicy(),
            any -> new OpenAiOperations(),
            new SystemTime(),
            event -> {});

    private final StoreCalls calls = new StoreCalls(
            ServiceName.CASSETTE_STORE, services, new BackoffRetryPolicy(), new SystemTime(), event -> {});

    /** An answer without a body, always the same one. */
    private static final class Whole implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.NONE;
        }

        @Override
        public Provenance provenance() {
            return Provenance.LIVE;
        }

        @Override
        public Optional<Chunk> next() {
            return Optional.empty();
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    @Benchmark
    public Object function() {
        return calls.read("benchmark", () -> call);
    }

    @Benchmark
    public Object stage() {
        try (Answer made = retrier.exchange(call)) {
            return made.next();
        }
    }
}
