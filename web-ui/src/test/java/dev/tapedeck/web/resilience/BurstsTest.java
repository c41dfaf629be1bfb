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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
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
    void aBurstThatGoesOnIsToldEveryTenSeconds() {
        // When
        for (int second = 0; second < 30; second++) {
            rejected("provider.openai");
            pass(1);
        }
        bursts.flush();

        // Then
        assertThat(seen)
                .containsExactly(
                        "circuit.rejected 1",
                        "circuit.rejected 9",
                        "circuit.rejected 1",
                        "circuit.rejected 9",
                        "circuit.rejected 1",
                        "circuit.rejected 9");
    }

    @Test
    void whatIsHeldBackAtTheEndIsTold() {
        // Given
        IntStream.range(0, 5).forEach(any -> rejected("provider.openai"));

        // When
        bursts.flush();

        // Then
        assertThat(seen).containsExactly("circuit.rejected 1", "circuit.rejected 4");
    }

    @Test
    void pausesOfOneCircuitAreOneBurst() {
        // When
        for (int second = 1; second <= 3; second++) {
            bursts.seen(new ResilienceEvent.CircuitPaused(
                    time.now(), CircuitName.of(SERVICE), time.now().plusSeconds(second)));
        }
        bursts.flush();

        // Then
        assertThat(seen).containsExactly("circuit.paused 1", "circuit.paused 2");
    }

    @Test
    void noEventIsLostWhileBurstsEnd() {
        // Given
        LongAdder told = new LongAdder();
        Bursts busy = new Bursts(time, Scheduler.disabledScheduler(), (event, times) -> told.add(times));
        ResilienceEvent event =
                new ResilienceEvent.CircuitRejected(time.now(), CircuitName.of(SERVICE), Duration.ofSeconds(30));

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> IntStream.range(0, 50_000).forEach(any -> {
                    time.advance(Duration.ofMillis(20));
                    busy.seen(event);
                }));
            }
        }
        busy.flush();

        // Then
        assertThat(told.sum()).isEqualTo(200_000);
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
