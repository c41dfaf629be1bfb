package dev.tapedeck.exchange;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ScriptedProviderTest {
    private static final Failure RESET = new Failure.Reset("cut");

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void answersAndFailuresComeInTheOrderOfTheScript() {
        provider.thenAnswer("{}").thenFail(RESET);

        Answer first = provider.exchange(call("/1"));

        assertThat(first.next().map(chunk -> chunk.bytes().text())).contains("{}");
        assertThat(first.next()).isEmpty();
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> provider.exchange(call("/2")))
                .extracting(FailedCall::failure)
                .isEqualTo(RESET);
        assertThat(provider.received()).containsExactly(call("/1"), call("/2"));
    }

    @Test
    void aGateHoldsTheNextChunkBackUntilItOpens() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        provider.thenAnswer(ScriptedAnswer.events().chunk("a").waitFor(gate).chunk("b"));
        Answer answer = provider.exchange(call("/"));
        answer.next();
        CompletableFuture<Optional<Chunk>> second = CompletableFuture.supplyAsync(answer::next);

        gate.complete(null);

        assertThat(second.get(10, SECONDS).map(chunk -> chunk.bytes().text())).contains("b");
    }

    @Test
    void cancellingEndsAPullThatWaitsAtAGate() {
        provider.thenAnswer(ScriptedAnswer.events().waitFor(new CompletableFuture<>()));
        PlayedAnswer answer = provider.exchange(call("/"));
        CompletableFuture<Optional<Chunk>> pull = CompletableFuture.supplyAsync(answer::next);

        answer.cancel();

        assertThat(pull).failsWithin(Duration.ofSeconds(10)).withThrowableThat().havingCause();
        assertThat(answer.isCancelled()).isTrue();
    }

    @Test
    void aCallBeyondTheScriptIsAnError() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> provider.exchange(call("/late")))
                .withMessageContaining("/late");
    }

    private static Call call(String path) {
        return new Call(
                new ProviderRequest(
                        new ProviderName("real"),
                        Dialect.GENERIC,
                        "GET",
                        path,
                        Optional.empty(),
                        Headers.NONE,
                        Bytes.EMPTY),
                Lane.MAIN,
                Terms.of(Effect.SAFE));
    }
}
