package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One service with its state: the circuits and the budget. If its policy has a circuit for each model, it keeps those of
 * the first 200 models; further ones, and names that are no model's (over 128 characters, or with control characters),
 * share the service's own. Thread-safe.
 */
public final class Service {
    private static final int MOST_MODELS = 200;
    private static final int LONGEST_MODEL = 128;

    private final ServiceName name;
    private final Function<ServiceName, ServicePolicy> policies;
    private final Time time;
    private final Consumer<ResilienceEvent> events;
    private final RetryBudget budget;
    private final CircuitBreaker own;
    private final ConcurrentMap<String, CircuitBreaker> models = new ConcurrentHashMap<>();

    Service(
            ServiceName name,
            Function<ServiceName, ServicePolicy> policies,
            Time time,
            Consumer<ResilienceEvent> events) {
        this.name = name;
        this.policies = policies;
        this.time = time;
        this.events = events;
        this.budget = new RetryBudget(() -> policy().budget(), time);
        this.own = circuit(CircuitName.of(name));
    }

    public ServiceName name() {
        return name;
    }

    /** As it is now. */
    public ServicePolicy policy() {
        return policies.apply(name);
    }

    public RetryBudget budget() {
        return budget;
    }

    /** The circuit for that model, if the policy has one for each, else that of the service. */
    public CircuitBreaker circuit(Optional<String> model) {
        return model.isPresent() && policy().circuit().scope() == CircuitSettings.Scope.MODEL
                ? circuitOf(model.get())
                : own;
    }

    /** The service's own first, then those of models by name. */
    public List<CircuitBreaker> circuits() {
        List<CircuitBreaker> all = new ArrayList<>();
        all.add(own);
        models.values().stream()
                .sorted(Comparator.comparing(circuit -> circuit.name().toString()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private CircuitBreaker circuitOf(String model) {
        CircuitBreaker known = models.get(model);
        return known == null ? newCircuitOf(model) : known;
    }

    private CircuitBreaker newCircuitOf(String model) {
        if (model.isEmpty() || model.length() > LONGEST_MODEL || model.chars().anyMatch(Character::isISOControl)) {
            return own;
        }
        synchronized (models) {
            return models.size() < MOST_MODELS || models.containsKey(model)
                    ? models.computeIfAbsent(model, any -> circuit(new CircuitName(name, Optional.of(model))))
                    : own;
        }
    }

    private CircuitBreaker circuit(CircuitName circuit) {
        return new CircuitBreaker(circuit, () -> policy().circuit(), time, events);
    }
}
