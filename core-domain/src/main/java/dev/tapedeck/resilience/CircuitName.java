package dev.tapedeck.resilience;

import java.util.Optional;

/**
 * The name of one circuit: its service, and a model if the service has a circuit for each ({@code circuit.scope=model}).
 * Written {@code provider.openai} or {@code provider.openai:gpt-4o}.
 */
public record CircuitName(ServiceName service, Optional<String> model) {
    public static CircuitName of(ServiceName service) {
        return new CircuitName(service, Optional.empty());
    }

    @Override
    public String toString() {
        return model.map(name -> service + ":" + name).orElse(service.value());
    }
}
