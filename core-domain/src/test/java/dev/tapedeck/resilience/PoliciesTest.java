package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class PoliciesTest {
    private static final ServiceName OPENAI = new ServiceName("provider.openai");
    private static final ServiceName STORE = ServiceName.CASSETTE_STORE;
    private static final PolicyPatch TWO = new PolicyPatch(Map.of(PolicySetting.MAX_ATTEMPTS, 2));

    private final ScriptedPolicyStore store = new ScriptedPolicyStore(true);
    private final List<PolicyEvent> events = new CopyOnWriteArrayList<>();
    private final Policies policies = over(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""));

    private Policies over(ConfiguredPolicies configured) {
        return new Policies(configured, store, events::add);
    }

    private static PolicyPatch patch(PolicySetting setting, Object value) {
        return new PolicyPatch(Map.of(setting, value));
    }

    private static PolicyPatch attempts(int number) {
        return patch(PolicySetting.MAX_ATTEMPTS, number);
    }

    @Test
    void withoutAnyLayerTheBuiltInDefaultsHold() {
        assertThat(policies.of(OPENAI)).isEqualTo(ServicePolicy.DEFAULT);
        assertThat(policies.describe(OPENAI).sources().values()).containsOnly(PolicyLayer.BUILT_IN);
        assertThat(events).isEmpty();
    }

    @Test
    void aKnownServiceHasWhatSuitsIt() {
        // When
        EffectivePolicy known = policies.describe(STORE);

        // Then
        assertThat(known.policy().retry().totalTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(known.sources())
                .containsEntry(PolicySetting.TOTAL_TIMEOUT, PolicyLayer.KNOWN_SERVICE)
                .containsEntry(PolicySetting.MAX_ATTEMPTS, PolicyLayer.BUILT_IN);
    }

    @Test
    void aLaterLayerWins() {
        // Given
        Policies layered = over(new ConfiguredPolicies(
                new PolicyPatch(Map.of(
                        PolicySetting.MAX_ATTEMPTS,
                        4,
                        PolicySetting.TOTAL_TIMEOUT,
                        Duration.ofSeconds(44),
                        PolicySetting.FAILURE_THRESHOLD,
                        44,
                        PolicySetting.COOLDOWN,
                        Duration.ofSeconds(44))),
                Map.of(
                        STORE,
                        new PolicyPatch(Map.of(
                                PolicySetting.MAX_ATTEMPTS, 5,
                                PolicySetting.FAILURE_THRESHOLD, 55,
                                PolicySetting.COOLDOWN, Duration.ofSeconds(55)))),
                "{\"cassette-store\":{\"retry\":{\"maxAttempts\":6},\"circuit\":{\"cooldown\":66}}}"));

        // When
        EffectivePolicy policy = layered.put(STORE, attempts(7), any -> true).orElseThrow();

        // Then
        assertThat(policy.policy().retry().maxAttempts()).isEqualTo(7);
        assertThat(policy.policy().circuit().cooldown()).isEqualTo(Duration.ofSeconds(66));
        assertThat(policy.policy().circuit().failureThreshold()).isEqualTo(55);
        assertThat(policy.policy().retry().totalTimeout()).isEqualTo(Duration.ofSeconds(44));
        assertThat(policy.policy().retry().baseDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.sources())
                .containsEntry(PolicySetting.MAX_ATTEMPTS, PolicyLayer.RUN_TIME)
                .containsEntry(PolicySetting.COOLDOWN, PolicyLayer.OVERRIDES)
                .containsEntry(PolicySetting.FAILURE_THRESHOLD, PolicyLayer.SERVICES)
                .containsEntry(PolicySetting.TOTAL_TIMEOUT, PolicyLayer.DEFAULTS)
                .containsEntry(PolicySetting.BASE_DELAY, PolicyLayer.KNOWN_SERVICE)
                .containsEntry(PolicySetting.BACKOFF, PolicyLayer.BUILT_IN);
        assertThat(layered.of(STORE)).isEqualTo(policy.policy());
        assertThat(layered.of(OPENAI).retry().maxAttempts()).isEqualTo(4);
    }

    @Test
    void defaultsThatDoNotFitAKnownServiceReplaceItsDelays() {
        // When
        Policies slow =
                over(new ConfiguredPolicies(patch(PolicySetting.BASE_DELAY, Duration.ofSeconds(5)), Map.of(), ""));

        // Then
        assertThat(slow.of(STORE).retry().baseDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(slow.of(STORE).retry().maxDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(slow.of(STORE).retry().totalTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void configuredDelaysThatDoNotFitStopTheStart() {
        PolicyPatch tooShort = patch(PolicySetting.MAX_DELAY, Duration.ofMillis(500));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfiguredPolicies(tooShort, Map.of(), ""))
                .withMessageStartingWith("defaults.retry.max-delay must leave the longest wait (PT0.5S)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfiguredPolicies(PolicyPatch.NONE, Map.of(OPENAI, tooShort), ""))
                .withMessageStartingWith("services.\"provider.openai\".retry.max-delay must leave");
    }

    @Test
    void anUnknownServiceHasTheDefaultsAndIsWarnedAboutOnce() {
        // Given
        ServiceName unknown = new ServiceName("casette-store");

        // When
        ServicePolicy first = policies.of(unknown);
        policies.put(OPENAI, TWO, any -> true);
        ServicePolicy second = policies.of(unknown);

        // Then
        assertThat(List.of(first, second)).containsOnly(ServicePolicy.DEFAULT);
        assertThat(events.stream().filter(PolicyEvent.UnknownService.class::isInstance))
                .containsExactly(
                        new PolicyEvent.UnknownService(
                                unknown,
                                "The service 'casette-store' is unknown, so it has the default policy. Is it 'cassette-store'?"));
        assertThat(policies.services()).contains(unknown);
    }

    @Test
    void aServiceThatSomebodyConfiguredIsNotUnknown() {
        // Given
        ServiceName mine = new ServiceName("mine");
        ServiceName yours = new ServiceName("yours");
        Policies configured = over(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(mine, TWO), "{\"yours\":{}}"));

        // When
        configured.of(mine);
        configured.of(yours);

        // Then
        assertThat(events).isEmpty();
        assertThat(configured.services()).contains(mine, yours, STORE);
    }

    @Test
    void whatHoldsIsTheSameValueUntilItChanges() {
        assertThat(policies.of(OPENAI)).isSameAs(policies.of(OPENAI));
    }

    @Test
    void aChangeHoldsFromTheNextCallOnAndIsTold() {
        // Given
        ServicePolicy before = policies.of(OPENAI);

        // When
        EffectivePolicy after = policies.put(OPENAI, TWO, any -> true).orElseThrow();

        // Then
        assertThat(policies.of(OPENAI)).isEqualTo(after.policy());
        assertThat(after.policy().retry().maxAttempts()).isEqualTo(2);
        assertThat(before.retry().maxAttempts()).isEqualTo(3);
        assertThat(events)
                .containsExactly(new PolicyEvent.Changed(OPENAI, after.version(), "{\"retry.max-attempts\":2}"));
    }

    @Test
    void aChangeReplacesTheWholeRunTimeLayer() {
        // Given
        policies.put(OPENAI, TWO, any -> true);

        // When
        policies.put(OPENAI, patch(PolicySetting.BACKOFF, Backoff.NONE), any -> true);

        // Then
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(3);
        assertThat(policies.of(OPENAI).retry().backoff()).isEqualTo(Backoff.NONE);
    }

    @Test
    void onlyTheExpectedVersionIsReplacedOrRemoved() {
        // Given
        long first = policies.put(OPENAI, TWO, version -> version == PolicyStore.NONE)
                .orElseThrow()
                .version();
        long second = policies.put(OPENAI, attempts(4), version -> version == first)
                .orElseThrow()
                .version();

        // When
        boolean replaced =
                policies.put(OPENAI, attempts(5), version -> version == first).isPresent();
        boolean removed = policies.delete(OPENAI, version -> version == first);

        // Then
        assertThat(replaced).isFalse();
        assertThat(removed).isFalse();
        assertThat(policies.describe(OPENAI).version()).isEqualTo(second);
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(4);
    }

    @Test
    void withoutItsRunTimeLayerAServiceHasWhatIsBeneath() {
        // Given
        policies.put(OPENAI, TWO, any -> true);

        // When
        boolean first = policies.delete(OPENAI, any -> true);
        boolean second = policies.delete(OPENAI, any -> true);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(policies.of(OPENAI)).isEqualTo(ServicePolicy.DEFAULT);
        assertThat(policies.describe(OPENAI).version()).isEqualTo(PolicyStore.NONE);
        assertThat(events).last().isEqualTo(new PolicyEvent.Removed(OPENAI));
    }

    @Test
    void everyValueComesBackFromTheStoreAsItWasPut() {
        // Given
        PolicyPatch all = new PolicyPatch(Map.ofEntries(
                Map.entry(PolicySetting.MAX_ATTEMPTS, 9),
                Map.entry(PolicySetting.BASE_DELAY, Duration.ofNanos(1_234_567_890)),
                Map.entry(PolicySetting.MAX_DELAY, Duration.ofMinutes(10)),
                Map.entry(PolicySetting.BACKOFF, Backoff.EXPONENTIAL),
                Map.entry(PolicySetting.TOTAL_TIMEOUT, Duration.ofHours(1)),
                Map.entry(PolicySetting.BUDGET_RATIO, 0.1),
                Map.entry(PolicySetting.BUDGET_MIN_PER_MINUTE, 0),
                Map.entry(PolicySetting.BUDGET_MEMORY, Duration.ofSeconds(1)),
                Map.entry(PolicySetting.CIRCUIT_ENABLED, false),
                Map.entry(PolicySetting.FAILURE_THRESHOLD, 100),
                Map.entry(PolicySetting.RECOVERY_TIMEOUT, Duration.ZERO),
                Map.entry(PolicySetting.COOLDOWN, Duration.ofMillis(1)),
                Map.entry(PolicySetting.HALF_OPEN_MAX_SUCCESSES, 1),
                Map.entry(PolicySetting.LONGEST_PAUSE, Duration.ofHours(24)),
                Map.entry(PolicySetting.CIRCUIT_COUNT, CircuitSettings.Count.ALL),
                Map.entry(PolicySetting.CIRCUIT_SCOPE, CircuitSettings.Scope.MODEL)));

        // When
        EffectivePolicy put = policies.put(OPENAI, all, any -> true).orElseThrow();
        Policies restarted = over(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""));

        // Then
        assertThat(all.values()).hasSize(PolicySetting.values().length);
        assertThat(put.sources().values()).containsOnly(PolicyLayer.RUN_TIME);
        assertThat(restarted.describe(OPENAI)).isEqualTo(put);
        assertThat(restarted.problems()).isEmpty();
    }

    @Test
    void aChangeOfAnotherNodeHoldsAfterTheNextRefresh() {
        // Given
        policies.of(OPENAI);
        Policies other = new Policies(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""), store, event -> {});
        other.put(OPENAI, TWO, any -> true);

        // When
        policies.refresh();
        policies.refresh();

        // Then
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(2);
        assertThat(events).hasOnlyElementsOfType(PolicyEvent.Changed.class).hasSize(1);
    }

    @Test
    void aChangeExpectsTheVersionThatAnotherNodeHasMade() {
        // Given
        Policies other = new Policies(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""), store, event -> {});
        other.put(OPENAI, TWO, any -> true);

        // When
        boolean replaced = policies.put(OPENAI, attempts(5), version -> version == PolicyStore.NONE)
                .isPresent();

        // Then
        assertThat(replaced).isFalse();
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(2);
    }

    @Test
    void beyondAThousandServicesNoneIsKeptButThoseThatAreCanBeChanged() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            store.put(new ServiceName("service-" + i), TWO.toJson(), PolicyStore.NONE);
        }

        // When
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> policies.put(OPENAI, TWO, any -> true))
                .withMessageContaining("1000 services")
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class));
        policies.put(new ServiceName("service-7"), attempts(5), any -> true);
        policies.delete(new ServiceName("service-8"), any -> true);
        policies.put(OPENAI, attempts(4), any -> true);

        // Then
        assertThat(policies.of(new ServiceName("service-7")).retry().maxAttempts())
                .isEqualTo(5);
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(4);
    }

    @Test
    void aStoreThatIsDownLeavesWhatHolds() {
        // Given
        policies.put(OPENAI, TWO, any -> true);
        store.goDown();

        // When
        assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> policies.put(OPENAI, attempts(5), any -> true));
        assertThatExceptionOfType(FailedCall.class).isThrownBy(policies::refresh);

        // Then
        assertThat(policies.of(OPENAI).retry().maxAttempts()).isEqualTo(2);
    }

    @Test
    void aStoreThatIsDownAtTheStartIsAProblemUntilItIsBack() {
        // Given
        policies.put(OPENAI, TWO, any -> true);
        store.goDown();
        Policies started = over(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""));
        List<PolicyProblem> atStart = started.problems();
        store.comeBack();

        // When
        started.refresh();

        // Then
        assertThat(atStart).singleElement().satisfies(problem -> {
            assertThat(problem.source()).isEqualTo(PolicyLayer.RUN_TIME);
            assertThat(problem.message()).isEqualTo("The store is down.");
        });
        assertThat(started.problems()).isEmpty();
        assertThat(started.of(OPENAI).retry().maxAttempts()).isEqualTo(2);
    }

    @Test
    void whatTheStoreHoldsAndIsNotLawfulIsAProblemAndNotUsed() {
        // Given
        store.put(OPENAI, "{\"retry.max-attempts\":99}", PolicyStore.NONE);
        store.put(STORE, "{\"retry.max-attempts\":1,\"retry.jitter\":1}", PolicyStore.NONE);
        store.put(new ServiceName("events"), "broken", PolicyStore.NONE);

        // When
        Policies started = over(new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""));

        // Then
        assertThat(started.problems())
                .extracting(PolicyProblem::service)
                .containsExactlyInAnyOrder("provider.openai", "cassette-store", "events");
        assertThat(started.of(OPENAI)).isEqualTo(ServicePolicy.DEFAULT);
        assertThat(started.of(STORE).retry().maxAttempts()).isEqualTo(1);
        assertThat(events).hasOnlyElementsOfType(PolicyEvent.Reported.class).hasSize(3);
    }

    @Test
    void aRunTimeLayerThatNoLongerFitsTheConfigurationIsAProblem() {
        // Given
        policies.put(OPENAI, patch(PolicySetting.MAX_DELAY, Duration.ofSeconds(2)), any -> true);

        // When
        Policies restarted = over(new ConfiguredPolicies(
                PolicyPatch.NONE, Map.of(OPENAI, patch(PolicySetting.BASE_DELAY, Duration.ofSeconds(3))), ""));

        // Then
        assertThat(restarted.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("PT2S", "PT3S", "put it anew"));
        assertThat(restarted.of(OPENAI).retry().maxDelay()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aProposalNamesEachFault() {
        // When
        Proposal proposal =
                policies.propose(OPENAI, "{\"retry\":{\"maxAttempts\":0,\"bakoff\":1},\"service\":\"other\"}");

        // Then
        assertThat(proposal.usable()).isFalse();
        assertThat(proposal.faults())
                .extracting(fault -> fault.at().toString())
                .containsExactly("/retry/maxAttempts", "/service", "/retry/bakoff");
    }
}
