package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.json.JsonPointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OverridesTest {
    private static final ServiceName A = new ServiceName("provider.a");
    private static final ServiceName B = new ServiceName("provider.b");
    private static final String SOUND = "\"provider.b\":{\"retry\":{\"maxAttempts\":7}}";

    private static ConfiguredPolicies with(String overrides) {
        return new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), overrides);
    }

    /** Wrong for one service. */
    static Stream<String> wrongForOneService() {
        List<String> wrong = new ArrayList<>(List.of("null", "7", "\"fast\"", "true", "[]", "[{}]"));
        for (String number : List.of(
                "0",
                "11",
                "-1",
                "2.5",
                "1e99",
                "\"2\"",
                "null",
                "true",
                "[2]",
                "{}",
                "{\"a\":2}",
                "99999999999999999999")) {
            wrong.add("{\"retry\":{\"maxAttempts\":%s}}".formatted(number));
        }
        for (String span : List.of(
                "-1",
                "61",
                "\"-1s\"",
                "\"1\"",
                "\"1 s\"",
                "\"fast\"",
                "\"PT-1S\"",
                "\"PT2M\"",
                "\"\"",
                "null",
                "false",
                "[]",
                "1e308",
                "1e999")) {
            wrong.add("{\"retry\":{\"baseDelay\":%s}}".formatted(span));
        }
        for (String millis : List.of("-1", "60001", "\"500\"", "\"500ms\"", "null", "{}")) {
            wrong.add("{\"retry\":{\"baseDelayMs\":%s}}".formatted(millis));
        }
        wrong.addAll(List.of(
                "{\"retry\":{\"backoff\":\"Linear\"}}",
                "{\"retry\":{\"backoff\":\"random\"}}",
                "{\"retry\":{\"backoff\":1}}",
                "{\"retry\":{\"totalTimeout\":0.5}}",
                "{\"retry\":{\"totalTimeout\":\"2h\"}}",
                "{\"retry\":{\"maxDelay\":\"11m\"}}",
                "{\"retry\":{\"maxDelay\":\"500ms\"}}",
                "{\"retry\":{\"baseDelay\":\"20s\",\"maxDelay\":\"10s\"}}",
                "{\"retry\":{\"budget\":{\"ratio\":1.5}}}",
                "{\"retry\":{\"budget\":{\"ratio\":\"20%\"}}}",
                "{\"retry\":{\"budget\":{\"minPerMinute\":-1}}}",
                "{\"retry\":{\"budget\":{\"memory\":0}}}",
                "{\"retry\":{\"budget\":0.2}}",
                "{\"retry\":3}",
                "{\"retry\":[]}",
                "{\"retry\":null}",
                "{\"circuit\":\"off\"}",
                "{\"circuit\":{\"enabled\":\"true\"}}",
                "{\"circuit\":{\"enabled\":0}}",
                "{\"circuit\":{\"failureThreshold\":0}}",
                "{\"circuit\":{\"failureThreshold\":101}}",
                "{\"circuit\":{\"recoveryTimeout\":\"61m\"}}",
                "{\"circuit\":{\"cooldown\":-0.001}}",
                "{\"circuit\":{\"halfOpenMaxSuccesses\":11}}",
                "{\"circuit\":{\"count\":\"none\"}}",
                "{\"circuit\":{\"scope\":\"service\"}}",
                "{\"service\":\"provider.b\"}",
                "{\"name\":\"provider.b\"}",
                "{\"serviceName\":\"\"}",
                "{\"service-name\":null}",
                "{\"service\":{}}",
                "{\"retry\":{\"maxAttempts\":2,\"max-attempts\":2}}",
                "{\"retry\":{\"baseDelay\":1,\"baseDelayMs\":1000}}",
                "{\"retry\":{\"maxAttempts\":9},\"circuit\":{\"failureThreshold\":1000}}"));
        return wrong.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongForOneService")
    void whatIsWrongIsReportedAndRefusedForThatServiceAlone(String policy) {
        // When
        ConfiguredPolicies policies = with("{\"provider.a\":%s,%s}".formatted(policy, SOUND));

        // Then
        assertThat(policies.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.service()).isEqualTo("provider.a");
            assertThat(problem.at().toString()).startsWith("/provider.a");
            assertThat(problem.message()).endsWith("Nothing of this service's override is used.");
            assertThat(problem.source()).isEqualTo(PolicyLayer.OVERRIDES);
        });
        assertThat(policies.resolve(A)).isEqualTo(EffectivePolicy.builtIn(A));
        assertThat(policies.resolve(B).policy().retry().maxAttempts()).isEqualTo(7);
    }

    @Test
    void moreThanSixtyWrongOnesAreTried() {
        assertThat(wrongForOneService().distinct()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{}{}",
                "{} trailing",
                "[]",
                "[{\"provider.a\":{}}]",
                "null",
                "3",
                "\"text\"",
                "{provider.a:{}}",
                "{'provider.a':{}}",
                "{\"provider.a\":{},}",
                "{\"provider.a\":{}/* */}",
                "{\"provider.a\":NaN}",
                "{\"provider.a\":{\"retry\":{\"maxAttempts\":02}}}",
                "{\"provider.a\":\"\u0001\"}",
                "{\"provider.a\":{\"retry\":{\"maxAttempts\":2}}",
                "{\"provider.a\":{\"retry\":{\"maxAttempts\":2}},\"provider.a\":{}}",
                "{\"provider.a\":{\"retry\":{\"maxAttempts\":2,\"maxAttempts\":3}}}",
                "\ufeff{}"
            })
    void ofMalformedJsonNothingIsUsedAndItIsReportedOnce(String overrides) {
        // When
        ConfiguredPolicies policies = with(overrides);

        // Then
        assertThat(policies.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.service()).isEmpty();
            assertThat(problem.at()).isEqualTo(JsonPointer.ROOT);
            assertThat(problem.message()).endsWith("Nothing of them is used.");
        });
        assertThat(policies.services()).isEmpty();
        assertThat(policies.resolve(A)).isEqualTo(EffectivePolicy.builtIn(A));
    }

    @Test
    void aMessageQuotesNoValue() {
        // When
        ConfiguredPolicies wrong = with("{\"provider.a\":{\"retry\":{\"backoff\":\"sk-live-1234567890\"}}}");
        ConfiguredPolicies broken = with("{\"provider.a\":sk-live-1234567890}");

        // Then
        assertThat(Stream.concat(wrong.problems().stream(), broken.problems().stream()))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message()).doesNotContain("sk-live"));
    }

    @Test
    void upToTenThousandCharactersAndADepthOfSixteenAreRead() {
        // Given
        String start = "{\"provider.a\":{\"retry\":{\"maxAttempts\":2}}";
        String longest = start + " ".repeat(10_000 - start.length() - 1) + "}";
        String deepest = "{\"provider.a\":{\"x\":%s%s}}".formatted("[".repeat(14), "]".repeat(14));

        // When
        ConfiguredPolicies lengthy = with(longest);
        ConfiguredPolicies tooLong = with(longest + " ");
        ConfiguredPolicies deep = with(deepest);
        ConfiguredPolicies tooDeep = with(deepest.replace("[]", "[[]]"));

        // Then
        assertThat(lengthy.problems()).isEmpty();
        assertThat(lengthy.resolve(A).policy().retry().maxAttempts()).isEqualTo(2);
        assertThat(tooLong.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("10001 characters", "10000"));
        assertThat(deep.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("Unknown member '/x'."));
        assertThat(tooDeep.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("more than 16 deep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"retry\":{\"maxAttempts\":2,\"baseDelay\":\"PT1.5S\"}}",
                "{\"retry\":{\"max-attempts\":2,\"base-delay\":\"1500ms\"}}",
                "{\"retry\":{\"maxAttempts\":2.0,\"baseDelay\":1.5}}",
                "{\"retry\":{\"maxAttempts\":2,\"baseDelayMs\":1500}}",
                "{\"retry\":{\"maxAttempts\":2,\"base-delay-ms\":1500}}",
                "{\"retry.max-attempts\":2,\"retry.baseDelay\":1.5}",
                "{\"service\":\"provider.a\",\"retry\":{\"maxAttempts\":2,\"baseDelay\":\"1.5s\",\"budget\":{}},\"circuit\":{}}"
            })
    void aPolicyIsReadInEachOfItsForms(String policy) {
        // When
        ConfiguredPolicies policies = with("{\"provider.a\":%s}".formatted(policy));

        // Then
        assertThat(policies.problems()).isEmpty();
        assertThat(policies.resolve(A).policy().retry())
                .isEqualTo(new RetrySettings(
                        2,
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(60),
                        Backoff.EXPONENTIAL_JITTER,
                        Duration.ofSeconds(300)));
    }

    @Test
    void anUnknownMemberIsReportedWithWhatMayHaveBeenMeantAndTheRestIsUsed() {
        // When
        ConfiguredPolicies policies =
                with("{\"provider.a\":{\"retry\":{\"maxAttemps\":2,\"baseDelay\":\"2s\"},\"colour\":\"red\"}}");

        // Then
        assertThat(policies.problems())
                .extracting(PolicyProblem::message)
                .first()
                .isEqualTo("Unknown member '/retry/maxAttemps'. Did you mean '/retry/maxAttempts'?");
        assertThat(policies.problems())
                .extracting(problem -> problem.at().toString())
                .containsExactly("/provider.a/retry/maxAttemps", "/provider.a/colour");
        assertThat(policies.resolve(A).policy().retry().baseDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policies.resolve(A).policy().retry().maxAttempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../etc", "-a", "a b", "provider.*", "\u00e9", "<script>"})
    void aNameThatNoServiceCanHaveIsReportedAndTheRestIsUsed(String name) {
        // When
        ConfiguredPolicies policies = with("{\"%s\":{},%s}".formatted(name, SOUND));

        // Then
        assertThat(policies.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is no service name"));
        assertThat(policies.services()).containsExactly(B);
    }

    @Test
    void aNameLikeThatOfAKnownServiceIsReportedAndUsedAllTheSame() {
        // When
        ConfiguredPolicies policies = with("{\"casette-store\":{\"retry\":{\"maxAttempts\":1}}}");

        // Then
        assertThat(policies.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("Unknown service 'casette-store'. Did you mean 'cassette-store'?"));
        assertThat(policies.services()).containsExactly(new ServiceName("casette-store"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{}", " {\"provider.a\":{}} "})
    void nothingIsLawfulToo(String overrides) {
        assertThat(with(overrides).problems()).isEmpty();
        assertThat(with(overrides).resolve(A)).isEqualTo(EffectivePolicy.builtIn(A));
    }
}
