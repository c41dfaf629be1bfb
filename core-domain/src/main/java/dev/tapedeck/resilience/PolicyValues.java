package dev.tapedeck.resilience;

import java.time.Duration;

/** A policy with some of its values replaced, before it is known whether they fit. */
record PolicyValues(ServicePolicy below, PolicyPatch patch) {
    boolean delaysFit() {
        return span(PolicySetting.MAX_DELAY).compareTo(span(PolicySetting.BASE_DELAY)) >= 0;
    }

    Duration span(PolicySetting setting) {
        return get(setting, Duration.class);
    }

    ServicePolicy policy() {
        return new ServicePolicy(retry(), budget(), circuit());
    }

    private RetrySettings retry() {
        return new RetrySettings(
                whole(PolicySetting.MAX_ATTEMPTS),
                span(PolicySetting.BASE_DELAY),
                span(PolicySetting.MAX_DELAY),
                get(PolicySetting.BACKOFF, Backoff.class),
                span(PolicySetting.TOTAL_TIMEOUT));
    }

    private BudgetSettings budget() {
        return new BudgetSettings(
                get(PolicySetting.BUDGET_RATIO, Double.class),
                whole(PolicySetting.BUDGET_MIN_PER_MINUTE),
                span(PolicySetting.BUDGET_MEMORY));
    }

    private CircuitSettings circuit() {
        return new CircuitSettings(
                get(PolicySetting.CIRCUIT_ENABLED, Boolean.class),
                whole(PolicySetting.FAILURE_THRESHOLD),
                span(PolicySetting.RECOVERY_TIMEOUT),
                span(PolicySetting.COOLDOWN),
                whole(PolicySetting.HALF_OPEN_MAX_SUCCESSES),
                span(PolicySetting.LONGEST_PAUSE),
                get(PolicySetting.CIRCUIT_COUNT, CircuitSettings.Count.class),
                get(PolicySetting.CIRCUIT_SCOPE, CircuitSettings.Scope.class));
    }

    private int whole(PolicySetting setting) {
        return get(setting, Integer.class);
    }

    private <T> T get(PolicySetting setting, Class<T> type) {
        Object value = patch.values().get(setting);
        return type.cast(value == null ? setting.of(below) : value);
    }
}
