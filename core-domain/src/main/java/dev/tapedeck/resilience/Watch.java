package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.function.Consumer;

/** Watches over one attempt, and tells its circuit how it ended. What is told after the first time is ignored. */
final class Watch {
    private final ServiceName service;
    private final CircuitSettings rules;
    private final Permit permit;
    private final Time time;
    private final Consumer<ResilienceEvent> events;
    private final long startedNanos;
    private boolean over;

    Watch(Service service, Permit permit, Time time, Consumer<ResilienceEvent> events) {
        this.service = service.name();
        this.rules = service.policy().circuit();
        this.permit = permit;
        this.time = time;
        this.events = events;
        this.startedNanos = time.nanos();
    }

    void succeeded() {
        if (ends()) {
            permit.succeeded();
            told(Health.SUCCESS);
        }
    }

    void failed(Setback setback) {
        if (setback.health() == Health.FAILURE || rules.count() == CircuitSettings.Count.ALL) {
            failed(setback.type(), setback.message());
        } else {
            neutral();
        }
    }

    /** A failure that isn't the provider's. */
    void faulted(String type, String message) {
        if (rules.count() == CircuitSettings.Count.ALL) {
            failed(type, message);
        } else {
            neutral();
        }
    }

    private void failed(String type, String message) {
        if (ends()) {
            permit.failed(type, message);
            told(Health.FAILURE);
        }
    }

    /** It says nothing about the service. */
    void neutral() {
        if (ends()) {
            permit.neutral();
            told(Health.NEUTRAL);
        }
    }

    private boolean ends() {
        boolean first = !over;
        over = true;
        return first;
    }

    private void told(Health health) {
        events.accept(
                new ResilienceEvent.AttemptEnded(time.now(), service, health, (time.nanos() - startedNanos) / 1_000));
    }
}
