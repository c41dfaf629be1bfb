package dev.tapedeck.web.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Secret;
import dev.tapedeck.resilience.CircuitName;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Verdict;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How events stand in the log. */
class ResilienceSeenTest {
    private static final Instant AT = Instant.parse("2026-11-21T02:00:00Z");
    private static final ServiceName SERVICE = new ServiceName("provider.openai");

    private final PlainText plain = new PlainText(
            new DefaultRedactor(new byte[] {1}, new KnownSecrets(List.of(new Secret("correct-horse-battery")))));

    private ResilienceSeen seen(ResilienceEvent event) {
        return ResilienceSeen.of(event, plain::brief);
    }

    private static ResilienceEvent retry(String operation, String message) {
        return new ResilienceEvent.RetryScheduled(
                AT, SERVICE, operation, 2, Duration.ofMillis(1_500), "http_503", message);
    }

    @Test
    void aPauseTellsItsEndToTheNextWholeSecond() {
        // When
        String line = seen(new ResilienceEvent.CircuitPaused(AT, CircuitName.of(SERVICE), AT.plusMillis(2_100)))
                .line();

        // Then
        assertThat(line)
                .contains("waitMs=2100")
                .contains("message=\"The provider asked to be left alone until 2026-11-21T02:00:03Z.\"");
    }

    @Test
    void aRetryIsALineOfKeysAndValues() {
        // When
        String line = seen(retry("POST /v1/chat/completions", "The provider answered with status 503."))
                .line();

        // Then
        assertThat(line)
                .isEqualTo("retry.scheduled service=provider.openai operation=\"POST /v1/chat/completions\" attempt=2"
                        + " waitMs=1500 error=http_503 message=\"The provider answered with status 503.\"");
    }

    @Test
    void anExhaustedRetrySaysWhyThereIsNoOther() {
        // Given
        ResilienceEvent exhausted = new ResilienceEvent.RetryExhausted(
                AT, SERVICE, "chat", 3, Verdict.Reason.BUDGET, "tapedeck_upstream_timeout", "");

        // When
        String line = seen(exhausted).standingFor(17).line();

        // Then
        assertThat(line)
                .isEqualTo("retry.exhausted service=provider.openai operation=chat attempt=3 reason=budget"
                        + " error=tapedeck_upstream_timeout times=17");
    }

    @Test
    void aCircuitSaysWhatItCameFromAndWhy() {
        // Given
        CircuitName circuit = new CircuitName(SERVICE, Optional.of("my \"model\""));
        Transition transition = new Transition(AT, State.CLOSED, State.OPEN, "5 failures in a row");

        // When
        String line = seen(new ResilienceEvent.CircuitMoved(AT, circuit, transition, false))
                .line();

        // Then
        assertThat(line)
                .isEqualTo("circuit.opened service=provider.openai circuit=\"provider.openai:my 'model'\""
                        + " message=\"CLOSED to OPEN: 5 failures in a row\"");
    }

    @Test
    void aSecretAndCharactersThatAreNotSeenDoNotReachTheLog() {
        // Given
        String hostile = "key correct-horse-battery\r\ncircuit.closed service=forged \u202e\u2028 sk-proj-"
                + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6";

        // When
        String line = seen(retry(hostile, hostile)).line();

        // Then
        assertThat(line)
                .doesNotContain("correct-horse-battery", "A1b2C3d4E5f6", "\r", "\n", "\u202e", "\u2028")
                .contains("«redacted:");
    }

    @Test
    void aMessageHasTwoHundredCharactersAtMostAndNoHalfOnes() {
        // When
        String message =
                seen(retry("chat", "x".repeat(198) + "\ud83c\udfb6".repeat(50))).message();

        // Then
        assertThat(message).isEqualTo("x".repeat(198) + "…");
    }
}
