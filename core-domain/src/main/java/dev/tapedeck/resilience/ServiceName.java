package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;

/** The name of something that can fail and has a policy: {@code provider.openai}, {@code cassette-store}. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public static final ServiceName CASSETTE_STORE = new ServiceName("cassette-store");
    public static final ServiceName BUILD_STORE = new ServiceName("build-store");
    public static final ServiceName RUN_STORE = new ServiceName("run-store");
    public static final ServiceName ARTIFACT_STORE = new ServiceName("artifact-store");
    public static final ServiceName PLAYBOOK_ACTION = new ServiceName("playbook-action");

    private static final String PROVIDER = "provider.";
    private static final String BATCH_API = "batch-api.";

    /** No provider's id may be longer: its services have names of their own. */
    public static final int LONGEST_PROVIDER = Names.LONGEST - BATCH_API.length();

    public ServiceName {
        Names.checked("service name", value);
    }

    /**
     * What this request is a call of: the provider's batch API, or else the provider.
     *
     * @throws FailedCall as {@link #of(ProviderName)}
     */
    static ServiceName of(ProviderRequest request, Operations operations) {
        return operations.isOfBatches(request) ? batchApi(request.provider()) : of(request.provider());
    }

    /** @throws FailedCall {@code Unknown}, if the id is so long that no provider can be configured by it */
    public static ServiceName of(ProviderName provider) {
        return named(PROVIDER, provider);
    }

    /**
     * The provider's batch API.
     *
     * @throws FailedCall as {@link #of(ProviderName)}
     */
    public static ServiceName batchApi(ProviderName provider) {
        return named(BATCH_API, provider);
    }

    private static ServiceName named(String kind, ProviderName provider) {
        if (provider.value().length() > LONGEST_PROVIDER) {
            throw FailedCall.rejected(new Failure.Unknown(
                    Failure.Unknown.Kind.PROVIDER,
                    "There is no provider '%s': an id has at most %d characters."
                            .formatted(Names.shown(provider.value()), LONGEST_PROVIDER)));
        }
        return new ServiceName(kind + provider.value());
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
