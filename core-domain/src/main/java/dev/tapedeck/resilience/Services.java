package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The services that have been called so far. The first 1,000 are kept each for itself; all further names share one more,
 * {@link #OTHERS}, with its policy, circuit and budget. Thread-safe.
 */
public final class Services {
    /** Stands for every service beyond the first 1,000. */
    public static final ServiceName OTHERS = new ServiceName("other-services");

    private static final int MOST = 1_000;

    private final ConcurrentMap<ServiceName, Service> services = new ConcurrentHashMap<>();
    private final Function<ServiceName, ServicePolicy> policies;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    /** @param policies what holds for a service now; asked anew for each call */
    public Services(Function<ServiceName, ServicePolicy> policies, Time time, Consumer<ResilienceEvent> events) {
        this.policies = policies;
        this.time = time;
        this.events = events;
    }

    /** The service of that name, which there is from then on. */
    public Service of(ServiceName name) {
        Service known = services.get(name);
        return known == null ? newOrShared(name) : known;
    }

    /** The service of that name, if it was called. */
    public Optional<Service> find(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    /** By name. */
    public Collection<Service> all() {
        return services.values().stream()
                .sorted(Comparator.comparing(Service::name))
                .toList();
    }

    private Service newOrShared(ServiceName name) {
        synchronized (services) {
            ServiceName kept = services.size() < MOST || services.containsKey(name) ? name : OTHERS;
            return services.computeIfAbsent(kept, any -> new Service(kept, policies, time, events));
        }
    }
}
