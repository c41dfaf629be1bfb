package dev.tapedeck.web.resilience;

import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.resilience.CircuitBreaker;
import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.Service;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every circuit there is: those of services that were called, and of all configured providers. Thread-safe. */
@Singleton
public final class Circuits {
    private static final Comparator<Watched> BY_NAME = Comparator.comparing(Watched::name);

    private final Services services;
    private final ProviderDirectory providers;

    Circuits(Services services, ProviderDirectory providers) {
        this.services = services;
        this.providers = providers;
    }

    /** A circuit, and the service that it is one of. */
    public record Watched(Service service, CircuitBreaker circuit) {
        /** {@code provider.openai}, {@code provider.openai:gpt-5}. */
        public String name() {
            return circuit.name().toString();
        }

        /** Whether it may refuse a call: it is enabled, and not closed or paused. */
        public boolean refuses() {
            CircuitSnapshot seen = circuit.snapshot();
            return service.policy().circuit().enabled()
                    && (seen.state() != State.CLOSED || seen.pausedUntil().isPresent());
        }
    }

    /** By name. */
    public List<Watched> all() {
        providers.entries().forEach(provider -> services.of(ServiceName.of(provider.name())));
        return services.all().stream()
                .flatMap(service -> service.circuits().stream().map(circuit -> new Watched(service, circuit)))
                .sorted(BY_NAME)
                .toList();
    }

    public Optional<Watched> find(String name) {
        return all().stream().filter(watched -> watched.name().equals(name)).findFirst();
    }

    /** How many don't let every call pass. */
    public long troubled() {
        return all().stream().filter(Watched::refuses).count();
    }
}
