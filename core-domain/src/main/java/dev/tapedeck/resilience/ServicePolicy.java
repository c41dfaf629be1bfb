package dev.tapedeck.resilience;

/**
 * What is done when a service fails. Immutable; {@link PolicySetting} names, describes and bounds every value.
 *
 * @param retry when and how a call is made again
 * @param budget how many retries there may be in all
 * @param circuit when calls are refused for a while
 */
public record ServicePolicy(RetrySettings retry, BudgetSettings budget, CircuitSettings circuit) {
    /** The built-in defaults. */
    public static final ServicePolicy DEFAULT =
            new ServicePolicy(RetrySettings.DEFAULT, BudgetSettings.DEFAULT, CircuitSettings.DEFAULT);

    /** A policy with the patch's values in place of its own. */
    ServicePolicy with(PolicyPatch patch) {
        return patch.isEmpty() ? this : new PolicyValues(this, patch).policy();
    }
}
