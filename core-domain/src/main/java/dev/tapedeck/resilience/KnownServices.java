package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Suggestion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services that Tapedeck itself may call, and what suits them better than the built-in defaults. */
enum KnownServices {
    /** Models: the built-in defaults are made for them. */
    PROVIDER("provider.*", Map.of()),
    /** Nobody waits for a batch: patience costs nothing. */
    BATCH_API(
            "batch-api.*",
            Map.of(
                    PolicySetting.MAX_ATTEMPTS, 5,
                    PolicySetting.BASE_DELAY, Duration.ofSeconds(2),
                    PolicySetting.TOTAL_TIMEOUT, Duration.ofMinutes(10),
                    PolicySetting.RECOVERY_TIMEOUT, Duration.ofMinutes(1))),
    CASSETTE_STORE("cassette-store", store()),
    BUILD_STORE("build-store", store()),
    RUN_STORE("run-store", store()),
    ARTIFACT_STORE("artifact-store", store()),
    PIPELINE_SOURCE("pipeline-source", file(Duration.ofSeconds(30))),
    /** What an action does is its own matter: little is repeated. */
    PLAYBOOK_ACTION("playbook-action", Map.of(PolicySetting.MAX_ATTEMPTS, 2)),
    /** Old prices do for a while. */
    PRICE_LIST(
            "price-list",
            Map.of(
                    PolicySetting.MAX_DELAY, Duration.ofSeconds(10),
                    PolicySetting.TOTAL_TIMEOUT, Duration.ofSeconds(30),
                    PolicySetting.RECOVERY_TIMEOUT, Duration.ofMinutes(5))),
    IMPORT("import", file(Duration.ofMinutes(1))),
    /** An event that comes late is of no use. */
    EVENTS(
            "events",
            Map.of(
                    PolicySetting.MAX_ATTEMPTS, 2,
                    PolicySetting.BASE_DELAY, Duration.ofMillis(100),
                    PolicySetting.MAX_DELAY, Duration.ofSeconds(1),
                    PolicySetting.TOTAL_TIMEOUT, Duration.ofSeconds(5)));

    private static final String ANY = "*";

    private final String pattern;
    private final PolicyPatch patch;

    KnownServices(String pattern, Map<PolicySetting, Object> values) {
        this.pattern = pattern;
        this.patch = new PolicyPatch(values);
    }

    /** Near by, and somebody waits: short waits, and an early look whether it is back. */
    private static Map<PolicySetting, Object> store() {
        return Map.of(
                PolicySetting.BASE_DELAY, Duration.ofMillis(100),
                PolicySetting.MAX_DELAY, Duration.ofSeconds(1),
                PolicySetting.TOTAL_TIMEOUT, Duration.ofSeconds(10),
                PolicySetting.RECOVERY_TIMEOUT, Duration.ofSeconds(5),
                PolicySetting.COOLDOWN, Duration.ofSeconds(2));
    }

    private static Map<PolicySetting, Object> file(Duration total) {
        return Map.of(
                PolicySetting.BASE_DELAY, Duration.ofMillis(200),
                PolicySetting.MAX_DELAY, Duration.ofSeconds(2),
                PolicySetting.TOTAL_TIMEOUT, total);
    }

    static Optional<PolicyPatch> find(ServiceName service) {
        return Arrays.stream(values())
                .filter(known -> known.matches(service.value()))
                .map(known -> known.patch)
                .findFirst();
    }

    private boolean matches(String name) {
        return isPattern() ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern);
    }

    private boolean isPattern() {
        return pattern.endsWith(ANY);
    }

    /** Those that have one name. */
    static List<ServiceName> names() {
        return Arrays.stream(values())
                .filter(known -> !known.isPattern())
                .map(known -> new ServiceName(known.pattern))
                .toList();
    }

    /** The name that is most like this one, if it is near enough to be meant. */
    static Optional<String> nearest(ServiceName service) {
        return Suggestion.closest(
                service.value(), names().stream().map(ServiceName::value).toList());
    }
}
