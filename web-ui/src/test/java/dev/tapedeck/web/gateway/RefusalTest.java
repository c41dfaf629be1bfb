package dev.tapedeck.web.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    private static final Failure MISS = new Failure.Miss("No \"match\".");

    @Test
    void openAiSeesItsOwnErrorWithAllItsMembers() {
        Refusal refusal = Refusal.of(MISS, Dialect.OPENAI);

        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"No \\\"match\\\".\",\"type\":\"tapedeck_replay_miss\",\"param\":null,\"code\":\"tapedeck_replay_miss\"}}");
    }

    @Test
    void anthropicSeesItsOwnError() {
        assertThat(Refusal.of(MISS, Dialect.ANTHROPIC).body())
                .isEqualTo(
                        "{\"type\":\"error\",\"error\":{\"type\":\"tapedeck_replay_miss\",\"message\":\"No \\\"match\\\".\"}}");
    }

    @Test
    void geminiSeesItsOwnError() {
        assertThat(Refusal.of(MISS, Dialect.GEMINI).body())
                .isEqualTo(
                        "{\"error\":{\"code\":404,\"message\":\"No \\\"match\\\".\",\"status\":\"tapedeck_replay_miss\"}}");
    }

    @Test
    void othersSeeAProblem() {
        Refusal refusal = Refusal.of(MISS, Dialect.GENERIC);

        assertThat(refusal.contentType()).isEqualTo("application/problem+json");
        assertThat(refusal.body()).contains("\"status\":404", "\"code\":\"tapedeck_replay_miss\"");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.2S, 1", "PT1S, 1", "PT2.001S, 3", "PT10S, 10"})
    void aStoreThatIsDownTellsAfterHowManyWholeSecondsToTryAgain(Duration wait, long seconds) {
        Failure down = new Failure.StoreDown("It is down.", Optional.of(wait));

        Refusal refusal = Refusal.of(down, Dialect.OPENAI);

        assertThat(refusal.retryable()).isTrue();
        assertThat(refusal.retryAfterSeconds()).hasValue(seconds);
        assertThat(Refusal.of(MISS, Dialect.OPENAI).retryAfterSeconds()).isEmpty();
    }

    @Test
    void aFailureOfTheUpstreamMayBeTriedAgain() {
        assertThat(Refusal.of(new Failure.Reset("It broke."), Dialect.OPENAI).retryable())
                .isTrue();
    }
}
