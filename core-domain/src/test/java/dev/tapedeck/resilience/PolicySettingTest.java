package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicySettingTest {
    @Test
    void everySettingHasTheDefaultThatIsListedHere() {
        List<String> actual = Arrays.stream(PolicySetting.values())
                .map(setting -> "%s %s = %s"
                        .formatted(setting.path(), setting.pointer(), setting.shown(setting.of(ServicePolicy.DEFAULT))))
                .toList();

        assertThat(actual)
                .containsExactly(
                        "retry.max-attempts /retry/maxAttempts = 3",
                        "retry.base-delay /retry/baseDelay = PT1S",
                        "retry.max-delay /retry/maxDelay = PT1M",
                        "retry.backoff /retry/backoff = exponential-jitter",
                        "retry.total-timeout /retry/totalTimeout = PT5M",
                        "retry.budget.ratio /retry/budget/ratio = 0.2",
                        "retry.budget.min-per-minute /retry/budget/minPerMinute = 10",
                        "retry.budget.memory /retry/budget/memory = PT10S",
                        "circuit.enabled /circuit/enabled = true",
                        "circuit.failure-threshold /circuit/failureThreshold = 5",
                        "circuit.recovery-timeout /circuit/recoveryTimeout = PT30S",
                        "circuit.cooldown /circuit/cooldown = PT10S",
                        "circuit.half-open-max-successes /circuit/halfOpenMaxSuccesses = 2",
                        "circuit.longest-pause /circuit/longestPause = PT5M",
                        "circuit.count /circuit/count = health",
                        "circuit.scope /circuit/scope = provider");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_ATTEMPTS, 1, 10",
        "BASE_DELAY, 0s, 60s",
        "MAX_DELAY, 0s, 10m",
        "TOTAL_TIMEOUT, 1s, 1h",
        "BUDGET_RATIO, 0, 1",
        "BUDGET_MIN_PER_MINUTE, 0, 10000",
        "BUDGET_MEMORY, 1s, 10m",
        "FAILURE_THRESHOLD, 1, 100",
        "RECOVERY_TIMEOUT, 0s, 1h",
        "COOLDOWN, PT0S, PT1H",
        "HALF_OPEN_MAX_SUCCESSES, 1, 10",
        "LONGEST_PAUSE, 1s, 24h"
    })
    void bothEndsOfItsRangeAreLawful(PolicySetting setting, String least, String most) {
        assertThat(setting.parse(least)).isPresent();
        assertThat(setting.parse(most)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_ATTEMPTS, 0, 11",
        "BASE_DELAY, -1s, 60001ms",
        "MAX_DELAY, PT-0.001S, 601s",
        "TOTAL_TIMEOUT, 999ms, 3601s",
        "BUDGET_RATIO, -0.1, 1.01",
        "BUDGET_MIN_PER_MINUTE, -1, 10001",
        "BUDGET_MEMORY, 0.9s, 11m",
        "FAILURE_THRESHOLD, 0, 101",
        "RECOVERY_TIMEOUT, PT-1S, 2h",
        "COOLDOWN, PT-1S, P1D",
        "HALF_OPEN_MAX_SUCCESSES, 0, 11",
        "LONGEST_PAUSE, 0.9s, PT24H0.1S"
    })
    void whatIsBeyondItsRangeIsNone(PolicySetting setting, String tooLittle, String tooMuch) {
        assertThat(setting.parse(tooLittle)).isEmpty();
        assertThat(setting.parse(tooMuch)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1.5S, PT1.5S", "1.5s, PT1.5S", "500ms, PT0.5S", "30s, PT30S", "1m, PT1M", "0s, PT0S", "pt2s, PT2S"})
    void aDurationIsReadInEachOfItsForms(String text, Duration expected) {
        assertThat(PolicySetting.BASE_DELAY.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "s",
                "1 s",
                "1S",
                "1d",
                "one",
                "1e3s",
                "99999999999h",
                "PT",
                "PT99999999999999999999H",
                "٣s"
            })
    void whatIsNoDurationIsNone(String text) {
        assertThat(PolicySetting.BASE_DELAY.parse(text)).isEmpty();
    }

    @Test
    void wordsAreReadByTheirIds() {
        assertThat(PolicySetting.BACKOFF.parse("linear")).contains(Backoff.LINEAR);
        assertThat(PolicySetting.BACKOFF.parse("LINEAR")).isEmpty();
        assertThat(PolicySetting.CIRCUIT_COUNT.parse("all")).contains(CircuitSettings.Count.ALL);
        assertThat(PolicySetting.CIRCUIT_SCOPE.parse("model")).contains(CircuitSettings.Scope.MODEL);
        assertThat(PolicySetting.CIRCUIT_ENABLED.parse("false")).isEqualTo(Optional.of(false));
        assertThat(PolicySetting.CIRCUIT_ENABLED.parse("no")).isEmpty();
    }

    @Test
    void aPatchHoldsOnlyWhatIsLawful() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicyPatch(Map.of(PolicySetting.MAX_ATTEMPTS, 11)))
                .withMessage("retry.max-attempts must be a whole number from 1 to 10.");
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyPatch(Map.of(PolicySetting.BASE_DELAY, 1)));
    }
}
