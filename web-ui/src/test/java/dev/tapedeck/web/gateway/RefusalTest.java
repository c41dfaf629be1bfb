package dev.tapedeck.web.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Failure;
import org.junit.jupiter.api.Test;

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

    @Test
    void aFailureOfTheUpstreamMayBeTriedAgain() {
        assertThat(Refusal.of(new Failure.Reset("It broke."), Dialect.OPENAI).retryable())
                .isTrue();
    }
}
