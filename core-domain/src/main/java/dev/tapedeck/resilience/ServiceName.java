package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;

/** The name of something that can fail and has a policy: {@code provider.openai}, {@code cassette-store}. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public static final ServiceName CASSETTE_STORE = new ServiceName("cassette-store");

    private static final String PROVIDER = "provider.";

    public ServiceName {
        Names.checked("service name", value);
    }

    public static ServiceName of(ProviderName provider) {
        return new ServiceName(PROVIDER + provider.value());
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
