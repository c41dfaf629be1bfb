package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The services that have been called so far. Thread-safe. */
public final class Services {
    private final Map<ServiceName, Service> services = new ConcurrentSkipListMap<>();
    private final Policies policies;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    public Services(Policies policies, Time time, Consumer<ResilienceEvent> events) {
        this.policies = policies;
        this.time = time;
        this.events = events;
    }

    public Service of(ServiceName name) {
        return services.computeIfAbsent(name, any -> new Service(name, policies, time, events));
    }

    /** By name. */
    public Collection<Service> all() {
        return List.copyOf(services.values());
    }
}
