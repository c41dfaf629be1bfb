package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.Attempt;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.Service;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.resilience.Setback;
import dev.tapedeck.resilience.Verdict;
import java.time.Duration;
import java.util.function.Consumer;

/** Decides whether a step is carried out again, by the policy of the service {@code playbook-action}. Thread-safe. */
public final class Repetition {
    private static final ServiceName NAME = ServiceName.PLAYBOOK_ACTION;

    private final Services services;
    private final RetryPolicy retryPolicy;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    public Repetition(Services services, RetryPolicy retryPolicy, Time time, Consumer<ResilienceEvent> events) {
        this.services = services;
        this.retryPolicy = retryPolicy;
        this.time = time;
        this.events = events;
    }

    /** Of one step. */
    Attempts begin(String operation, Cancellation cancellation) {
        Service service = services.of(NAME);
        service.budget().called();
        return new Attempts(operation, cancellation, service);
    }

    /** The attempts at one step. For one thread. */
    final class Attempts {
        private final String operation;
        private final Cancellation cancellation;
        private final Service service;
        private final Deadline deadline;
        private int made;

        private Attempts(String operation, Cancellation cancellation, Service service) {
            this.operation = operation;
            this.cancellation = cancellation;
            this.service = service;
            this.deadline = Deadline.in(service.policy().retry().totalTimeout(), time);
        }

        /** Waits until the next attempt is due, if there is to be one after this failure. */
        boolean goesOn(String cause) {
            made++;
            Setback setback = new Setback.Undone(cause);
            Attempt attempt = new Attempt(made, deadline.left(time), time.now());
            return switch (retryPolicy.judge(setback, attempt, service.policy().retry())) {
                case Verdict.PassOn(Verdict.Reason reason, var asked) -> exhausted(setback, reason);
                case Verdict.Retry(Duration delay) ->
                    service.budget().withdraw() ? waited(setback, delay) : exhausted(setback, Verdict.Reason.BUDGET);
            };
        }

        private boolean exhausted(Setback setback, Verdict.Reason reason) {
            events.accept(new ResilienceEvent.RetryExhausted(
                    time.now(), NAME, operation, made, reason, setback.type(), setback.message()));
            return false;
        }

        private boolean waited(Setback setback, Duration delay) {
            events.accept(new ResilienceEvent.RetryScheduled(
                    time.now(), NAME, operation, made, delay, setback.type(), setback.message()));
            cancellation.pause(time, delay);
            return !cancellation.isCancelled() && !Thread.currentThread().isInterrupted();
        }
    }
}
