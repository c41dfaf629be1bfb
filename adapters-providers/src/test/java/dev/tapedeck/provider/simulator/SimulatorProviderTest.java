package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderContract;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.provider.resilience.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SimulatorProviderTest extends ProviderContract {
    private static final String HELLO = """
            {"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}""";
    private static final String HELLO_STREAM = """
            {"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}],"stream":true}""";

    @Override
    protected Provider provider() {
        return new SimulatorProvider(new SystemTime(), SimulatorSettings.PROMPT);
    }

    @Override
    protected Provider provider(VirtualTime time) {
        return new SimulatorProvider(time, SimulatorSettings.PROMPT);
    }

    @Override
    protected Time time() {
        return new SystemTime();
    }

    @Override
    protected Call answered() {
        return chat(HELLO);
    }

    @Override
    protected Call refused() {
        return chat(HELLO, "Tapedeck-Simulate", "status=429");
    }

    @Override
    protected Call streamed() {
        return chat(HELLO_STREAM);
    }

    @Override
    protected Call broken() {
        return chat(HELLO_STREAM, "Tapedeck-Simulate", "cut-after=3");
    }

    @Override
    protected Call stalled() {
        return chat(HELLO_STREAM, "Tapedeck-Simulate", "latency=3600s");
    }

    @Override
    protected Call slowStream() {
        return chat(HELLO_STREAM, "Tapedeck-Simulate", "latency=1s");
    }

    private static Call chat(String json, String... headers) {
        return Simulated.call("POST", "/v1/chat/completions", json, headers);
    }

    @Test
    void latencyIsWaitedBeforeEachChunkAndMeasured() {
        VirtualTime time = new VirtualTime();
        Provider provider = provider(time);

        List<Chunk> chunks = Simulated.exchange(provider, chat(HELLO_STREAM, "Tapedeck-Simulate", "latency=200ms"))
                .chunks();

        assertThat(chunks).extracting(Chunk::afterMillis).containsOnly(200L);
        assertThat(time.pauses()).hasSameSizeAs(chunks).containsOnly(Duration.ofMillis(200));
    }

    @Test
    void timeThatTheReaderTakesCountsBetweenTheChunks() {
        VirtualTime time = new VirtualTime();
        Provider provider = provider(time);
        try (Answer answer = provider.exchange(chat(HELLO_STREAM))) {
            answer.next();
            time.advance(Duration.ofMillis(70));

            long after = answer.next().orElseThrow().afterMillis();

            assertThat(after).isEqualTo(70);
        }
    }

    @Test
    void theDeadlineCutsTheWaitForABodyInOnePiece() {
        VirtualTime time = new VirtualTime();
        Provider provider = provider(time);
        Call call = chat(HELLO, "Tapedeck-Simulate", "latency=9s").attempt(Deadline.in(Duration.ofSeconds(4), time));

        Throwable late = catchThrowable(() -> Simulated.exchange(provider, call));

        assertThat(late).isInstanceOf(FailedCall.class).hasMessageContaining("retry.total-timeout");
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void theDeadlineOfAStreamHoldsUntilItsContentBegins() {
        VirtualTime time = new VirtualTime();
        Provider provider = provider(time);
        Call call =
                chat(HELLO_STREAM, "Tapedeck-Simulate", "latency=3s").attempt(Deadline.in(Duration.ofSeconds(4), time));

        try (Answer answer = provider.exchange(call)) {
            answer.next();
            answer.begun();

            assertThat(List.of(answer.next(), answer.next())).allMatch(Optional::isPresent);
        }
    }

    @Test
    void whoWaitsInPartsWaitsNoLonger() {
        VirtualTime time = new VirtualTime();
        Provider provider = provider(time);
        try (Answer answer = provider.exchange(chat(HELLO_STREAM, "Tapedeck-Simulate", "latency=5s"))) {
            boolean early = answer.arrives(Duration.ofSeconds(2));
            boolean stillEarly = answer.arrives(Duration.ofSeconds(2));
            boolean there = answer.arrives(Duration.ofSeconds(2));

            Chunk chunk = answer.next().orElseThrow();

            assertThat(List.of(early, stillEarly, there)).containsExactly(false, false, true);
            assertThat(chunk.afterMillis()).isEqualTo(5_000);
        }
    }

    @Test
    void settingsHoldForCallsThatSayNothingElse() {
        VirtualTime time = new VirtualTime();
        SimulatorSettings settings = new SimulatorSettings(Duration.ofMillis(5), "status=503;retry-after=7");
        Provider provider = new SimulatorProvider(time, settings);

        Simulated refused = Simulated.exchange(provider, answered());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("retry-after")).contains("7");
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(5));
    }

    @Test
    void aCallsOwnFaultsWinOverTheSettings() {
        VirtualTime time = new VirtualTime();
        Provider provider =
                new SimulatorProvider(time, new SimulatorSettings(Duration.ofSeconds(9), "status=503;retry-after=7"));

        Simulated refused =
                Simulated.exchange(provider, chat(HELLO, "Tapedeck-Simulate", "status=500;retry-after=1;latency=1ms"));

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.headers().first("retry-after")).contains("1");
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(1));
    }

    @Test
    void theSameRequestHasTheSameAnswerInEverySimulator() {
        Simulated first = Simulated.exchange(provider(), streamed());

        Simulated second =
                Simulated.exchange(new SimulatorProvider(new VirtualTime(), SimulatorSettings.PROMPT), streamed());

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).isEqualTo(first.headers());
    }

    @Test
    void anotherRequestHasAnotherAnswer() {
        String other = HELLO.replace("Hello", "Good bye");

        Simulated answer = Simulated.exchange(provider(), chat(other));

        assertThat(answer.body())
                .isNotEqualTo(Simulated.exchange(provider(), answered()).body());
    }

    @Test
    void headersDoNotChangeTheAnswer() {
        Simulated plain = Simulated.exchange(provider(), answered());

        Simulated traced = Simulated.exchange(provider(), chat(HELLO, "traceparent", "00-1-2-3", "User-Agent", "sdk"));

        assertThat(traced.body()).isEqualTo(plain.body());
    }

    @Test
    void aPauseThatIsInterruptedBreaksTheAnswerAndStaysInterrupted() {
        try (Answer answer = provider().exchange(stalled())) {
            Thread.currentThread().interrupt();

            Throwable broken = catchThrowable(answer::next);

            assertThat(broken).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
