package dev.tapedeck.web.resilience;

import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.ServiceName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts events and measures attempts, for metrics and the dashboard. Tags are services, of which there are few, and what
 * failed; never what a client chose, such as a model.
 */
@Singleton
public final class ResilienceFigures {
    private static final String SERVICE = "service";
    private static final String ERROR = "error";
    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};
    /** Percentiles are those of so long. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final MeterRegistry registry;
    private final ConcurrentMap<ServiceName, Timer> attempts = new ConcurrentHashMap<>();

    ResilienceFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How long attempts took in the last five minutes, in milliseconds. */
    public record Latency(double p50, double p95, double p99) {}

    void seen(ResilienceEvent event) {
        switch (event) {
            case ResilienceEvent.AttemptEnded ended ->
                attempts.computeIfAbsent(ended.service(), this::timer).record(ended.micros(), TimeUnit.MICROSECONDS);
            case ResilienceEvent.RetryScheduled retry -> count(event, Tags.of(ERROR, retry.error()));
            case ResilienceEvent.RetryExhausted retry -> count(event, Tags.of(ERROR, retry.error()));
            case ResilienceEvent.CircuitMoved moved -> count(event, Tags.empty());
            case ResilienceEvent.CircuitRejected rejected -> count(event, Tags.empty());
            case ResilienceEvent.CircuitPaused paused -> count(event, Tags.empty());
            case ResilienceEvent.CircuitsFull full -> count(event, Tags.empty());
        }
    }

    private void count(ResilienceEvent event, Tags tags) {
        registry.counter(event.name(), tags.and(SERVICE, event.service().value()))
                .increment();
    }

    private Timer timer(ServiceName service) {
        return Timer.builder("attempt.duration")
                .description("How long attempts of live calls took, to their end or their first content")
                .tag(SERVICE, service.value())
                .publishPercentiles(PERCENTILES)
                .distributionStatisticExpiry(LATELY)
                .register(registry);
    }

    /** Of the attempts of a service, if there were any lately. */
    public Optional<Latency> latency(ServiceName service) {
        return Optional.ofNullable(attempts.get(service))
                .map(Timer::takeSnapshot)
                .map(ResilienceFigures::latency)
                .filter(latency -> latency.p99() > 0);
    }

    private static Latency latency(HistogramSnapshot taken) {
        ValueAtPercentile[] values = taken.percentileValues();
        return new Latency(millis(values[0]), millis(values[1]), millis(values[2]));
    }

    /** To a tenth: the histogram itself is no more exact. */
    private static double millis(ValueAtPercentile value) {
        return Math.round(value.value(TimeUnit.MILLISECONDS) * 10) / 10.0;
    }
}
