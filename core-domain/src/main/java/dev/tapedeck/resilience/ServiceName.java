package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;

/** The name of something that can fail and has a policy: {@code provider.openai}, {@code cassette-store}. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public static final ServiceName CASSETTE_STORE = new ServiceName("cassette-store");

    private static final String PROVIDER = "provider.";

    /** No provider's id may be longer: its service has a name of its own. */
    public static final int LONGEST_PROVIDER = Names.LONGEST - PROVIDER.length();

    public ServiceName {
        Names.checked("service name", value);
    }

    /** @throws FailedCall {@code Unknown}, if the id is so long that no provider can be configured by it */
    public static ServiceName of(ProviderName provider) {
        if (provider.value().length() > LONGEST_PROVIDER) {
            throw FailedCall.rejected(new Failure.Unknown(
                    Failure.Unknown.Kind.PROVIDER,
                    "There is no provider '%s': an id has at most %d characters."
                            .formatted(Names.shown(provider.value()), LONGEST_PROVIDER)));
        }
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
