package dev.tapedeck.web.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappingInterface.LeafProperty;
import io.smallrye.config.ConfigMappingInterface.PrimitiveProperty;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String NONE = "";

    /** Every setting with its default. */
    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("tapedeck.data-directory", "tapedeck-data"),
            Map.entry("tapedeck.gateway.max-body", "32M"),
            Map.entry("tapedeck.cassette.store", "database"),
            Map.entry("tapedeck.cassette.directory", "${tapedeck.data-directory}/cassettes"),
            Map.entry("tapedeck.cassette.mode", "off"),
            Map.entry("tapedeck.cassette.name", "default"),
            Map.entry("tapedeck.cassette.on-exhausted", "fail"),
            Map.entry("tapedeck.cassette.speed", "instant"),
            Map.entry("tapedeck.cassette.on-disconnect", "drain"),
            Map.entry("tapedeck.cassette.acknowledge", "durable"),
            Map.entry("tapedeck.cassette.on-store-failure", "refuse"),
            Map.entry("tapedeck.cassette.cache", "64M"),
            Map.entry("tapedeck.storage.database", "h2"),
            Map.entry("tapedeck.storage.url", NONE),
            Map.entry("tapedeck.storage.username", NONE),
            Map.entry("tapedeck.storage.password", NONE),
            Map.entry("tapedeck.storage.fsync", "none"),
            Map.entry("tapedeck.cassette.retention.keep-last", NONE),
            Map.entry("tapedeck.cassette.retention.max-age", NONE),
            Map.entry("tapedeck.cassette.retention.max-size", NONE),
            Map.entry("tapedeck.session.idle-timeout", "1h"),
            Map.entry("tapedeck.import.max-size", "256M"),
            Map.entry("tapedeck.simulator.faults", NONE),
            Map.entry("tapedeck.simulator.batch-time", "3s"),
            Map.entry("tapedeck.redaction.outcomes", "false"),
            Map.entry("tapedeck.runs.inactive-after", "15m"),
            Map.entry("tapedeck.runs.hosts", NONE),
            Map.entry("tapedeck.runs.waiting", "10000"),
            Map.entry("tapedeck.playbooks.directory", "${tapedeck.data-directory}/playbooks"),
            Map.entry("tapedeck.playbooks.hosts", NONE),
            Map.entry("tapedeck.builds.enabled", "true"),
            Map.entry("tapedeck.builds.directory", "${tapedeck.data-directory}/pipelines"),
            Map.entry("tapedeck.builds.concurrency", "8"),
            Map.entry("tapedeck.builds.max-attempts", "3"),
            Map.entry("tapedeck.builds.lease", "30s"),
            Map.entry("tapedeck.builds.poll", NONE),
            Map.entry("tapedeck.prices", NONE),
            Map.entry("tapedeck.resilience.retry-policy", "backoff"),
            Map.entry("tapedeck.resilience.retry.max-attempts", NONE),
            Map.entry("tapedeck.resilience.retry.base-delay", NONE),
            Map.entry("tapedeck.resilience.retry.max-delay", NONE),
            Map.entry("tapedeck.resilience.retry.backoff", NONE),
            Map.entry("tapedeck.resilience.retry.total-timeout", NONE),
            Map.entry("tapedeck.resilience.retry.budget.ratio", NONE),
            Map.entry("tapedeck.resilience.retry.budget.min-per-minute", NONE),
            Map.entry("tapedeck.resilience.retry.budget.memory", NONE),
            Map.entry("tapedeck.resilience.circuit.enabled", NONE),
            Map.entry("tapedeck.resilience.circuit.failure-threshold", NONE),
            Map.entry("tapedeck.resilience.circuit.recovery-timeout", NONE),
            Map.entry("tapedeck.resilience.circuit.cooldown", NONE),
            Map.entry("tapedeck.resilience.circuit.half-open-max-successes", NONE),
            Map.entry("tapedeck.resilience.circuit.longest-pause", NONE),
            Map.entry("tapedeck.resilience.circuit.count", NONE),
            Map.entry("tapedeck.resilience.circuit.scope", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.max-attempts", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.base-delay", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.max-delay", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.backoff", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.total-timeout", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.budget.ratio", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.budget.min-per-minute", NONE),
            Map.entry("tapedeck.resilience.defaults.retry.budget.memory", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.enabled", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.failure-threshold", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.recovery-timeout", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.cooldown", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.half-open-max-successes", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.longest-pause", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.count", NONE),
            Map.entry("tapedeck.resilience.defaults.circuit.scope", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.max-attempts", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.base-delay", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.max-delay", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.backoff", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.total-timeout", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.budget.ratio", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.budget.min-per-minute", NONE),
            Map.entry("tapedeck.resilience.services.*.retry.budget.memory", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.enabled", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.failure-threshold", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.recovery-timeout", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.cooldown", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.half-open-max-successes", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.longest-pause", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.count", NONE),
            Map.entry("tapedeck.resilience.services.*.circuit.scope", NONE),
            Map.entry("tapedeck.resilience.overrides", NONE),
            Map.entry("tapedeck.providers.*.base-url", NONE),
            Map.entry("tapedeck.providers.*.dialect", "generic"),
            Map.entry("tapedeck.providers.*.api-key", NONE),
            Map.entry("tapedeck.providers.*.connect-timeout", "10s"),
            Map.entry("tapedeck.providers.*.response-timeout", "300s"),
            Map.entry("tapedeck.providers.*.idle-timeout", "120s"),
            Map.entry("tapedeck.providers.*.capabilities", NONE),
            Map.entry("tapedeck.providers.*.batch", NONE),
            Map.entry("tapedeck.providers.*.batch-tokens", NONE)));

    @Test
    void everySettingHasTheDefaultThatIsListedHere() {
        Map<String, String> actual = new TreeMap<>();
        ConfigMappings.getProperties(ConfigClass.configClass(TapedeckConfig.class))
                .forEach((name, property) -> actual.put(collected(name), defaultOf(property)));

        assertThat(actual).isEqualTo(DEFAULTS);
    }

    /** A collection's elements are listed beside the collection itself. */
    private static String collected(String name) {
        return name.replace("[*]", "");
    }

    private static String defaultOf(Property property) {
        Property inner = property.isOptional() && !property.isLeaf()
                ? property.asOptional().getNestedProperty()
                : property;
        return switch (inner) {
            case LeafProperty leaf when leaf.hasDefaultValue() -> leaf.getDefaultValue();
            case PrimitiveProperty primitive when primitive.hasDefaultValue() -> primitive.getDefaultValue();
            default -> NONE;
        };
    }

    @Test
    void everySettingIsDocumentedWithItsDefault() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "settings.md"));

        DEFAULTS.forEach((name, value) -> assertThat(page)
                .contains("| `%s` | %s |"
                        .formatted(name.replace("*", "<id>"), value.isEmpty() ? "–" : "`" + value + "`")));
    }

    @Test
    void aSettingThatNothingReadsIsWarnedAboutWithTheNearestKnownOne() {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue("tapedeck.cassette.mod", "record")
                .withDefaultValue("tapedeck.providers.mine.base-url", "http://127.0.0.1:1")
                .withDefaultValue("quarkus.http.port", "1")
                .build();

        List<String> warnings = UnknownSettings.warnings(config);

        assertThat(warnings)
                .containsExactly("Unknown setting 'tapedeck.cassette.mod'. Did you mean 'tapedeck.cassette.mode'?");
    }
}
