package dev.tapedeck.web.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.resilience.CircuitSettings;
import dev.tapedeck.resilience.EffectivePolicy;
import dev.tapedeck.resilience.Policies;
import dev.tapedeck.resilience.PolicyEvent;
import dev.tapedeck.resilience.PolicyLayer;
import dev.tapedeck.resilience.PolicySetting;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.storage.memory.MemoryPolicyStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicySettingsTest {
    private static final ServiceName OPENAI = new ServiceName("provider.openai");

    /** A value of each setting that is no default. */
    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("retry.max-attempts", "7"),
            Map.entry("retry.base-delay", "250ms"),
            Map.entry("retry.max-delay", "PT5M"),
            Map.entry("retry.backoff", "linear"),
            Map.entry("retry.total-timeout", "1h"),
            Map.entry("retry.budget.ratio", "0.5"),
            Map.entry("retry.budget.min-per-minute", "0"),
            Map.entry("retry.budget.memory", "1m"),
            Map.entry("circuit.enabled", "false"),
            Map.entry("circuit.failure-threshold", "50"),
            Map.entry("circuit.recovery-timeout", "0s"),
            Map.entry("circuit.cooldown", "1.5s"),
            Map.entry("circuit.half-open-max-successes", "10"),
            Map.entry("circuit.longest-pause", "90s"),
            Map.entry("circuit.count", "all"),
            Map.entry("circuit.scope", "model"));

    private final List<PolicyEvent> events = new ArrayList<>();

    private Policies policies(Map<String, String> settings) {
        return new Policies(PolicySettings.of(config(settings).resilience()), new MemoryPolicyStore(), events::add);
    }

    private static TapedeckConfig config(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("tapedeck.resilience." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(TapedeckConfig.class)
                .withValidateUnknown(false)
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .build()
                .getConfigMapping(TapedeckConfig.class);
    }

    private static Map<String, String> under(String prefix) {
        return ALL.entrySet().stream().collect(Collectors.toMap(entry -> prefix + entry.getKey(), Map.Entry::getValue));
    }

    @Test
    void everySettingOfAServiceIsRead() {
        // When
        EffectivePolicy set = policies(under("services.\"provider.openai\".")).describe(OPENAI);

        // Then
        assertThat(set.sources().values()).containsOnly(PolicyLayer.SERVICES).hasSize(PolicySetting.values().length);
        assertThat(set.policy().circuit().failureThreshold()).isEqualTo(50);
        assertThat(set.policy().retry().backoff().id()).isEqualTo("linear");
    }

    @Test
    void everyDefaultIsRead() {
        // When
        EffectivePolicy set = policies(under("defaults.")).describe(OPENAI);

        // Then
        assertThat(set.sources().values()).containsOnly(PolicyLayer.DEFAULTS);
    }

    @Test
    void everyDefaultIsReadUnderItsShortNameToo() {
        // When
        EffectivePolicy brief = policies(under("")).describe(OPENAI);

        // Then
        assertThat(brief).isEqualTo(policies(under("defaults.")).describe(OPENAI));
    }

    @Test
    void ofADefaultUnderBothItsNamesTheLongOneWins() {
        // When
        Policies policies = policies(Map.of(
                "circuit.scope", "model",
                "retry.max-attempts", "2",
                "defaults.retry.max-attempts", "5"));

        // Then
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(5);
        assertThat(policies.of(OPENAI).circuit().scope()).isEqualTo(CircuitSettings.Scope.MODEL);
    }

    @Test
    void whatIsNotSetIsTheBuiltInDefault() {
        assertThat(policies(Map.of()).describe(OPENAI).sources().values()).containsOnly(PolicyLayer.BUILT_IN);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "retry.max-attempts, 11, must be a whole number from 1 to 10.",
                "circuit.count, none, `must be one of health, all.`",
                "defaults.retry.max-attempts, 11, must be a whole number from 1 to 10.",
                "defaults.retry.max-attempts, many, must be a whole number from 1 to 10.",
                "defaults.retry.backoff, Linear, `must be one of none, fixed, linear, exponential, exponential-jitter.`",
                "services.\"provider.openai\".circuit.enabled, yes, must be true or false.",
                "services.events.retry.total-timeout, 999ms, must be a duration from PT1S to PT1H",
                "services.\"provider.openai\".retry.budget.ratio, 20%, must be a number from 0 to 1."
            })
    void aValueThatCannotBeUnderstoodStopsTheStartWithItsName(String name, String value, String rule) {
        String shown = name.replace("services.events", "services.\"events\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policies(Map.of(name, value)))
                .withMessageStartingWith("tapedeck.resilience.%s=%s %s", shown, value, rule);
    }

    @Test
    void valuesThatDoNotFitStopTheStartWithTheirName() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> policies(Map.of("defaults.retry.base-delay", "30s", "defaults.retry.max-delay", "20s")))
                .withMessageStartingWith("tapedeck.resilience.defaults.retry.max-delay must leave");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policies(Map.of("services.\"a b\".retry.max-attempts", "2")))
                .withMessageStartingWith("tapedeck.resilience.services.\"a b\": 'a b' is no service name");
    }

    @Test
    void anOverrideThatIsWrongStopsNothingAndIsTold() {
        // When
        Policies policies = policies(Map.of(
                "overrides",
                "{\"provider.openai\":{\"retry\":{\"maxAttempts\":99}},\"events\":{\"retry\":{\"maxAttempts\":1}}}"));

        // Then
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(3);
        assertThat(policies.of(new ServiceName("events")).retry().maxAttempts()).isEqualTo(1);
        assertThat(events)
                .isEqualTo(policies.problems().stream()
                        .map(PolicyEvent.Reported::new)
                        .toList())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"events\":\"${nowhere.defined}\"}", "{\"events\":\"${\"}", "{\"a\\b\":1}", "[", ","})
    void whateverStandsInTheOverridesStopsNothing(String overrides) {
        assertThat(policies(Map.of("overrides", overrides)).problems()).hasSize(1);
    }

    @Test
    void retriesAreSwitchedOffByOneSetting() {
        assertThat(new Settings(config(Map.of())).retries()).isEqualTo(Settings.Retries.BACKOFF);
        assertThat(new Settings(config(Map.of("retry-policy", "none"))).retries())
                .isEqualTo(Settings.Retries.NONE);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Settings(config(Map.of("retry-policy", "never"))).retries())
                .withMessage("tapedeck.resilience.retry-policy=never is unknown. Use one of: backoff, none.");
    }

    @Test
    void theNamesOfTheSettingsAreThoseOfTheDomain() {
        assertThat(UnknownSettings.known())
                .containsAll(Stream.of(PolicySetting.values())
                        .flatMap(setting -> Stream.of("", "defaults.", "services.*.")
                                .map(layer -> "tapedeck.resilience." + layer + setting.path()))
                        .toList());
    }
}
