package dev.tapedeck.web.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Scheduler;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitName;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstsTest {
    private static final ServiceName SERVICE = new ServiceName("provider.openai");

    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = new ArrayList<>();
    private final Bursts bursts =
            new Bursts(time, Scheduler.disabledScheduler(), (event, times) -> seen.add(event.name() + " " + times));

    private void rejected(String service) {
        CircuitName circuit = CircuitName.of(new ServiceName(service));
        bursts.seen(new ResilienceEvent.CircuitRejected(time.now(), circuit, Duration.ofSeconds(30)));
    }

    private void retried(int attempt, String error) {
        bursts.seen(new ResilienceEvent.RetryScheduled(
                time.now(), SERVICE, "chat", attempt, Duration.ofSeconds(1), error, ""));
    }

    private void pass(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
        bursts.release();
    }

    @Test
    void theFirstOfItsKindIsPassedOnAtOnceAndTheRestAsOneAfterTenSeconds() {
        // When
        IntStream.range(0, 1_000).forEach(any -> rejected("provider.openai"));
        List<String> atOnce = List.copyOf(seen);
        pass(11);

        // Then
        assertThat(atOnce).containsExactly("circuit.rejected 1");
        assertThat(seen).containsExactly("circuit.rejected 1", "circuit.rejected 999");
    }

    @Test
    void whatCameOnceIsSaidOnce() {
        // Given
        rejected("provider.openai");

        // When
        pass(60);

        // Then
        assertThat(seen).containsExactly("circuit.rejected 1");
    }

    @Test
    void afterTenSecondsTheNextOneIsTheFirstAgain() {
        // Given
        rejected("provider.openai");
        rejected("provider.openai");
        pass(11);

        // When
        rejected("provider.openai");

        // Then
        assertThat(seen).containsExactly("circuit.rejected 1", "circuit.rejected 1", "circuit.rejected 1");
    }

    @Test
    void anotherCircuitAnotherAttemptAndAnotherErrorAreOfAnotherKind() {
        // When
        rejected("provider.openai");
        rejected("provider.anthropic");
        retried(1, "http_503");
        retried(2, "http_503");
        retried(1, "http_500");

        // Then
        assertThat(seen)
                .containsExactly(
                        "circuit.rejected 1",
                        "circuit.rejected 1",
                        "retry.scheduled 1",
                        "retry.scheduled 1",
                        "retry.scheduled 1");
    }

    @Test
    void everyChangeOfACircuitIsPassedOn() {
        // Given
        Transition transition = new Transition(time.now(), State.CLOSED, State.OPEN, "5 failures in a row");
        ResilienceEvent moved =
                new ResilienceEvent.CircuitMoved(time.now(), CircuitName.of(SERVICE), transition, false);

        // When
        bursts.seen(moved);
        bursts.seen(moved);

        // Then
        assertThat(seen).containsExactly("circuit.opened 1", "circuit.opened 1");
    }
}
