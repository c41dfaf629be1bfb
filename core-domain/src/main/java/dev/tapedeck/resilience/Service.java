package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One service with its state: the circuits and the budget. If its policy has a circuit for each model, it keeps those of
 * 200 models. For a further one the model makes room that was idle for longest and has neither failures nor a pause; if
 * there is none such, it shares the service's own, as do names that are no model's (over 128 characters, or with control
 * characters). Circuits of models are out of sight, but kept as they are, while the policy has one circuit for all.
 * Thread-safe.
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
    private final ConcurrentMap<String, ModelCircuit> models = new ConcurrentHashMap<>();
    private final AtomicBoolean full = new AtomicBoolean();

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
        return model.isPresent() && hasOneForEachModel() ? circuitOf(model.get()) : own;
    }

    private boolean hasOneForEachModel() {
        return policy().circuit().scope() == CircuitSettings.Scope.MODEL;
    }

    /** The service's own first, then those of models by name, if the policy has one for each. */
    public List<CircuitBreaker> circuits() {
        if (!hasOneForEachModel()) {
            return List.of(own);
        }
        List<CircuitBreaker> all = new ArrayList<>();
        all.add(own);
        models.values().stream()
                .map(ModelCircuit::circuit)
                .sorted(Comparator.comparing(circuit -> circuit.name().toString()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private CircuitBreaker circuitOf(String model) {
        ModelCircuit known = models.get(model);
        return known == null ? newCircuitOf(model) : known.used(time.nanos());
    }

    private CircuitBreaker newCircuitOf(String model) {
        if (model.isEmpty() || model.length() > LONGEST_MODEL || model.chars().anyMatch(Character::isISOControl)) {
            return own;
        }
        boolean crowded;
        CircuitBreaker circuit;
        synchronized (models) {
            crowded = models.size() >= MOST_MODELS && !models.containsKey(model);
            if (crowded) {
                longestIdle().ifPresent(models::remove);
            }
            circuit = models.size() < MOST_MODELS || models.containsKey(model) ? keptCircuitOf(model) : own;
        }
        if (crowded && full.compareAndSet(false, true)) {
            events.accept(new ResilienceEvent.CircuitsFull(time.now(), name, MOST_MODELS));
        }
        return circuit;
    }

    private CircuitBreaker keptCircuitOf(String model) {
        return models.computeIfAbsent(
                        model, any -> new ModelCircuit(circuit(new CircuitName(name, Optional.of(model)))))
                .used(time.nanos());
    }

    /** The model that was idle for longest of those whose circuits are at rest. */
    private Optional<String> longestIdle() {
        long now = time.nanos();
        return models.entrySet().stream()
                .filter(entry -> entry.getValue().circuit().isAtRest())
                .max(Comparator.comparingLong(entry -> entry.getValue().idleNanos(now)))
                .map(Map.Entry::getKey);
    }

    private CircuitBreaker circuit(CircuitName circuit) {
        return new CircuitBreaker(circuit, () -> policy().circuit(), time, events);
    }

    /** The circuit of a model, and when it was asked for last. */
    private static final class ModelCircuit {
        private final CircuitBreaker circuit;
        private volatile long usedNanos;

        ModelCircuit(CircuitBreaker circuit) {
            this.circuit = circuit;
        }

        CircuitBreaker circuit() {
            return circuit;
        }

        CircuitBreaker used(long nanos) {
            usedNanos = nanos;
            return circuit;
        }

        long idleNanos(long now) {
            return now - usedNanos;
        }
    }
}
