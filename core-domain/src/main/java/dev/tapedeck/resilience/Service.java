package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One service with its state: the circuits and the budget. Thread-safe. */
public final class Service {
    private final ServiceName name;
    private final Policies policies;
    private final RetryBudget budget;
    private final CircuitBreaker circuit;

    Service(ServiceName name, Policies policies, Time time, Consumer<ResilienceEvent> events) {
        this.name = name;
        this.policies = policies;
        this.budget = new RetryBudget(() -> policy().budget(), time);
        this.circuit = new CircuitBreaker(CircuitName.of(name), () -> policy().circuit(), time, events);
    }

    public ServiceName name() {
        return name;
    }

    /** As it is now. */
    public ServicePolicy policy() {
        return policies.of(name);
    }

    public RetryBudget budget() {
        return budget;
    }

    /** The circuit for that model, if the policy has one for each, else that of the service. */
    public CircuitBreaker circuit(Optional<String> model) {
        return model.isPresent() ? circuit : circuit;
    }

    public List<CircuitBreaker> circuits() {
        return List.of(circuit);
    }
}
