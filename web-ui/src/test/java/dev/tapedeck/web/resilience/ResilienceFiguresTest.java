package dev.tapedeck.web.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.CircuitName;
import dev.tapedeck.resilience.Health;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.web.resilience.ResilienceFigures.Latency;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResilienceFiguresTest {
    private static final Instant AT = Instant.parse("2026-11-21T02:00:00Z");
    private static final ServiceName SERVICE = new ServiceName("provider.openai");

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final ResilienceFigures figures = new ResilienceFigures(registry);

    private void attempt(long millis) {
        figures.seen(new ResilienceEvent.AttemptEnded(AT, SERVICE, Health.SUCCESS, millis * 1_000));
    }

    @Test
    void percentilesAreThoseOfTheAttemptsOfTheService() {
        // When
        IntStream.rangeClosed(1, 100).forEach(this::attempt);

        // Then
        Latency latency = figures.latency(SERVICE).orElseThrow();
        assertThat(latency.p50()).isBetween(48.0, 53.0);
        assertThat(latency.p95()).isBetween(92.0, 99.0);
        assertThat(latency.p99()).isBetween(96.0, 103.0);
        assertThat(figures.latency(new ServiceName("provider.other"))).isEmpty();
    }

    @Test
    void attemptsOfLongAgoCountNoMore() {
        // Given
        attempt(70);

        // When
        clock.add(Duration.ofMinutes(11));

        // Then
        assertThat(figures.latency(SERVICE)).isEmpty();
    }

    @Test
    void eventsAreCountedByServiceAndNeverByModel() {
        // Given
        CircuitName circuit = new CircuitName(SERVICE, Optional.of("a-model"));

        // When
        IntStream.range(0, 3)
                .forEach(any -> figures.seen(new ResilienceEvent.CircuitRejected(AT, circuit, Duration.ofSeconds(1))));

        // Then
        assertThat(registry.get("circuit.rejected")
                        .tag("service", "provider.openai")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().toString().contains("a-model"));
    }
}
