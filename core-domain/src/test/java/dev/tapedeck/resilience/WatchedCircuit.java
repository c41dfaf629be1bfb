package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A circuit in virtual time: opens after three failures for 30 s, two probes, cooldown 10 s; its policy can be changed. */
final class WatchedCircuit {
    static final Duration LEASE = Duration.ofSeconds(60);

    final VirtualTime time = new VirtualTime();
    final List<ResilienceEvent> events = new ArrayList<>();
    final CircuitBreaker circuit = new CircuitBreaker(
            CircuitName.of(new ServiceName("provider.openai")), () -> this.settings, time, events::add);

    CircuitSettings settings = new CircuitSettings(
            true,
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            2,
            Duration.ofMinutes(5),
            CircuitSettings.Count.HEALTH,
            CircuitSettings.Scope.PROVIDER);

    Permit acquire() {
        return circuit.acquire(LEASE);
    }

    void succeed() {
        acquire().succeeded();
    }

    void fail() {
        acquire().failed("http_503", "overloaded");
    }

    /** Why a call that asks now is refused, if it is. */
    Optional<Failure.CircuitOpen> refusal() {
        try {
            acquire().neutral();
            return Optional.empty();
        } catch (FailedCall refused) {
            return Optional.of((Failure.CircuitOpen) refused.failure());
        }
    }

    CircuitSnapshot.State state() {
        return circuit.snapshot().state();
    }

    WatchedCircuit opened() {
        fail();
        fail();
        fail();
        return this;
    }

    /** Open, and the next call is a probe. */
    WatchedCircuit ripe() {
        opened();
        time.advance(Duration.ofSeconds(30));
        return this;
    }

    void enable(boolean enabled) {
        settings = new CircuitSettings(
                enabled,
                settings.failureThreshold(),
                settings.recoveryTimeout(),
                settings.cooldown(),
                settings.halfOpenMaxSuccesses(),
                settings.longestPause(),
                settings.count(),
                settings.scope());
    }

    void threshold(int threshold) {
        settings = new CircuitSettings(
                settings.enabled(),
                threshold,
                settings.recoveryTimeout(),
                settings.cooldown(),
                settings.halfOpenMaxSuccesses(),
                settings.longestPause(),
                settings.count(),
                settings.scope());
    }

    void waits(Duration recovery, Duration cooldown) {
        settings = new CircuitSettings(
                settings.enabled(),
                settings.failureThreshold(),
                recovery,
                cooldown,
                settings.halfOpenMaxSuccesses(),
                settings.longestPause(),
                settings.count(),
                settings.scope());
    }
}
