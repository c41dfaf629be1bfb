package dev.tapedeck.web.wiring;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.resilience.ConfiguredPolicies;
import dev.tapedeck.resilience.PolicyPatch;
import dev.tapedeck.resilience.PolicySetting;
import dev.tapedeck.resilience.ServiceName;
import io.smallrye.config.ConfigValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The policies of the configuration; a value that can't be understood stops the start with its name. */
final class PolicySettings {
    private static final String PREFIX = "tapedeck.resilience.";

    private PolicySettings() {}

    static ConfiguredPolicies of(TapedeckConfig.Resilience config) {
        Map<PolicySetting, Object> defaults = values("", config);
        defaults.putAll(values("defaults.", config.defaults()));
        Map<ServiceName, PolicyPatch> services = new HashMap<>();
        config.services().forEach((name, policy) -> {
            String layer = "services.\"%s\"".formatted(name);
            services.put(service(layer, name), new PolicyPatch(values(layer + ".", policy)));
        });
        try {
            return new ConfiguredPolicies(new PolicyPatch(defaults), services, text(config.overrides()));
        } catch (IllegalArgumentException clash) {
            throw new IllegalArgumentException(PREFIX + clash.getMessage(), clash);
        }
    }

    /** As it stands there if it holds an expression that can't be resolved: it would be left out without a word. */
    private static String text(ConfigValue given) {
        return Optional.ofNullable(given.getValue())
                .or(() -> Optional.ofNullable(given.getRawValue()))
                .orElse("");
    }

    private static ServiceName service(String layer, String name) {
        try {
            return new ServiceName(name);
        } catch (Names.InvalidName invalid) {
            throw new IllegalArgumentException("%s%s: %s".formatted(PREFIX, layer, invalid.getMessage()), invalid);
        }
    }

    private static Map<PolicySetting, Object> values(String layer, PolicyConfig config) {
        Map<PolicySetting, Object> values = new EnumMap<>(PolicySetting.class);
        for (PolicySetting setting : PolicySetting.values()) {
            given(setting, config).ifPresent(text -> values.put(setting, value(layer, setting, text)));
        }
        return values;
    }

    private static Object value(String layer, PolicySetting setting, String text) {
        return setting.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s%s%s=%s must be %s.".formatted(PREFIX, layer, setting.path(), text, setting.range())));
    }

    private static Optional<String> given(PolicySetting setting, PolicyConfig config) {
        return switch (setting) {
            case MAX_ATTEMPTS -> config.retry().maxAttempts();
            case BASE_DELAY -> config.retry().baseDelay();
            case MAX_DELAY -> config.retry().maxDelay();
            case BACKOFF -> config.retry().backoff();
            case TOTAL_TIMEOUT -> config.retry().totalTimeout();
            case BUDGET_RATIO -> config.retry().budget().ratio();
            case BUDGET_MIN_PER_MINUTE -> config.retry().budget().minPerMinute();
            case BUDGET_MEMORY -> config.retry().budget().memory();
            case CIRCUIT_ENABLED -> config.circuit().enabled();
            case FAILURE_THRESHOLD -> config.circuit().failureThreshold();
            case RECOVERY_TIMEOUT -> config.circuit().recoveryTimeout();
            case COOLDOWN -> config.circuit().cooldown();
            case HALF_OPEN_MAX_SUCCESSES -> config.circuit().halfOpenMaxSuccesses();
            case LONGEST_PAUSE -> config.circuit().longestPause();
            case CIRCUIT_COUNT -> config.circuit().count();
            case CIRCUIT_SCOPE -> config.circuit().scope();
        };
    }
}
