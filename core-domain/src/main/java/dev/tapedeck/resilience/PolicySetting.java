package dev.tapedeck.resilience;

import dev.tapedeck.json.JsonPointer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every value of a policy: its name, where it stands, and what it may be. */
public enum PolicySetting {
    /** How often a call is made at most, the first time included. */
    MAX_ATTEMPTS(
            "retry.max-attempts",
            new ValueType.Whole(1, 10),
            policy -> policy.retry().maxAttempts()),
    /** The first wait. */
    BASE_DELAY(
            "retry.base-delay",
            new ValueType.Span(Duration.ZERO, Duration.ofSeconds(60)),
            policy -> policy.retry().baseDelay()),
    /** The longest wait; not below {@link #BASE_DELAY}. */
    MAX_DELAY(
            "retry.max-delay",
            new ValueType.Span(Duration.ZERO, Duration.ofMinutes(10)),
            policy -> policy.retry().maxDelay()),
    BACKOFF(
            "retry.backoff",
            ValueType.Words.of(Backoff.values(), Backoff::id),
            policy -> policy.retry().backoff()),
    TOTAL_TIMEOUT(
            "retry.total-timeout",
            new ValueType.Span(Duration.ofSeconds(1), Duration.ofHours(1)),
            policy -> policy.retry().totalTimeout()),
    BUDGET_RATIO(
            "retry.budget.ratio",
            new ValueType.Share(),
            policy -> policy.budget().ratio()),
    BUDGET_MIN_PER_MINUTE(
            "retry.budget.min-per-minute",
            new ValueType.Whole(0, 10_000),
            policy -> policy.budget().minPerMinute()),
    BUDGET_MEMORY(
            "retry.budget.memory",
            new ValueType.Span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            policy -> policy.budget().memory()),
    CIRCUIT_ENABLED(
            "circuit.enabled",
            new ValueType.Switch(),
            policy -> policy.circuit().enabled()),
    FAILURE_THRESHOLD(
            "circuit.failure-threshold",
            new ValueType.Whole(1, 100),
            policy -> policy.circuit().failureThreshold()),
    RECOVERY_TIMEOUT(
            "circuit.recovery-timeout",
            new ValueType.Span(Duration.ZERO, Duration.ofHours(1)),
            policy -> policy.circuit().recoveryTimeout()),
    COOLDOWN(
            "circuit.cooldown",
            new ValueType.Span(Duration.ZERO, Duration.ofHours(1)),
            policy -> policy.circuit().cooldown()),
    HALF_OPEN_MAX_SUCCESSES(
            "circuit.half-open-max-successes",
            new ValueType.Whole(1, 10),
            policy -> policy.circuit().halfOpenMaxSuccesses()),
    /** However long a service asks to be left alone. */
    LONGEST_PAUSE(
            "circuit.longest-pause",
            new ValueType.Span(Duration.ofSeconds(1), Duration.ofDays(1)),
            policy -> policy.circuit().longestPause()),
    CIRCUIT_COUNT(
            "circuit.count",
            ValueType.Words.of(CircuitSettings.Count.values(), CircuitSettings.Count::id),
            policy -> policy.circuit().count()),
    CIRCUIT_SCOPE(
            "circuit.scope",
            ValueType.Words.of(CircuitSettings.Scope.values(), CircuitSettings.Scope::id),
            policy -> policy.circuit().scope());

    private final String path;
    private final JsonPointer pointer;
    private final ValueType type;
    private final Function<ServicePolicy, Object> reader;

    PolicySetting(String path, ValueType type, Function<ServicePolicy, Object> reader) {
        this.path = path;
        this.pointer = new JsonPointer(
                Arrays.stream(path.split("\\.")).map(PolicySetting::camelCase).toList());
        this.type = type;
        this.reader = reader;
    }

    private static String camelCase(String kebab) {
        List<String> words = List.of(kebab.split("-"));
        return words.getFirst()
                + words.stream()
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** The name in the configuration: {@code retry.max-attempts}. */
    public String path() {
        return path;
    }

    /** The place in a policy's JSON: {@code /retry/maxAttempts}. */
    public JsonPointer pointer() {
        return pointer;
    }

    /** What it may be: {@code a whole number from 1 to 10}. */
    public String range() {
        return type.description();
    }

    /** The value that a setting of the configuration stands for, if it is lawful. */
    public Optional<Object> parse(String text) {
        return type.parse(text);
    }

    /** As JSON has it: an Integer, Double or Boolean, or a text; durations as ISO 8601. */
    public Object shown(Object value) {
        return switch (type) {
            case ValueType.Words words -> words.id(value);
            case ValueType.Span span -> value.toString();
            case ValueType.Whole whole -> value;
            case ValueType.Share share -> value;
            case ValueType.Switch truth -> value;
        };
    }

    ValueType type() {
        return type;
    }

    Object of(ServicePolicy policy) {
        return reader.apply(policy);
    }

    boolean isLawful(Object value) {
        return type.isLawful(value);
    }
}
