package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.CircuitSettings.Count;
import dev.tapedeck.resilience.CircuitSettings.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServicesTest {
    private static final ServiceName OPENAI = new ServiceName("provider.openai");

    private static final Duration LEASE = Duration.ofMinutes(1);

    private ServicePolicy policy = ServicePolicy.DEFAULT;
    private final VirtualTime time = new VirtualTime();
    private final List<ResilienceEvent> events = new ArrayList<>();
    private final Services services = new Services(any -> policy, time, events::add);

    @Test
    void aPolicyChangedAtRunTimeHoldsFromTheNextCallOnAndTheCircuitStaysAsItIs() {
        // Given
        Policies policies = new Policies(
                new ConfiguredPolicies(PolicyPatch.NONE, Map.of(), ""), new ScriptedPolicyStore(false), event -> {});
        CircuitBreaker circuit = new Services(policies::of, new VirtualTime(), event -> {})
                .of(OPENAI)
                .circuit(Optional.empty());
        circuit.acquire(Duration.ofMinutes(1)).failed("http_503", "overloaded");

        // When
        policies.put(OPENAI, new PolicyPatch(Map.of(PolicySetting.FAILURE_THRESHOLD, 2)), any -> true);

        // Then
        assertThat(circuit.snapshot().failures()).isEqualTo(1);
        circuit.acquire(Duration.ofMinutes(1)).failed("http_503", "overloaded");
        assertThat(circuit.snapshot().state()).isEqualTo(CircuitSnapshot.State.OPEN);
    }

    @Test
    void aServiceIsMadeOnce() {
        Service first = services.of(OPENAI);

        assertThat(services.of(OPENAI)).isSameAs(first);
        assertThat(services.find(OPENAI)).containsSame(first);
    }

    @Test
    void lookingMakesNone() {
        assertThat(services.find(OPENAI)).isEmpty();

        assertThat(services.all()).isEmpty();
    }

    @Test
    void allAreSortedByName() {
        services.of(OPENAI);
        services.of(ServiceName.CASSETTE_STORE);

        assertThat(services.all()).extracting(Service::name).containsExactly(ServiceName.CASSETTE_STORE, OPENAI);
    }

    @Test
    void beyondAThousandTheyShareOne() {
        for (int i = 0; i < 1_000; i++) {
            services.of(new ServiceName("service-" + i));
        }

        Service further = services.of(OPENAI);

        assertThat(further.name()).isEqualTo(Services.OTHERS);
        assertThat(services.of(new ServiceName("one-more"))).isSameAs(further);
        assertThat(services.of(new ServiceName("service-7")).name()).isEqualTo(new ServiceName("service-7"));
        assertThat(services.all()).hasSize(1_001);
    }

    @Test
    void allModelsShareTheCircuitOfAProvider() {
        Service service = services.of(OPENAI);

        assertThat(service.circuit(Optional.of("gpt-4o"))).isSameAs(service.circuit(Optional.empty()));
        assertThat(service.circuits()).hasSize(1);
    }

    @Test
    void eachModelHasItsCircuitIfThePolicySaysSo() {
        perModel();
        Service service = services.of(OPENAI);

        CircuitBreaker circuit = service.circuit(Optional.of("gpt-4o"));

        assertThat(circuit.name()).hasToString("provider.openai:gpt-4o");
        assertThat(service.circuit(Optional.of("gpt-4o"))).isSameAs(circuit);
        assertThat(service.circuits()).containsExactly(service.circuit(Optional.empty()), circuit);
    }

    @Test
    void beyondTwoHundredModelsTheOneThatWasIdleForLongestMakesRoom() {
        Service service = twoHundredModels();
        service.circuit(Optional.of("model-0"));

        CircuitBreaker further = service.circuit(Optional.of("one-more"));

        assertThat(further.name()).hasToString("provider.openai:one-more");
        assertThat(service.circuits())
                .hasSize(201)
                .contains(service.circuit(Optional.of("model-0")))
                .noneMatch(circuit -> circuit.name().toString().endsWith(":model-1"));
    }

    @Test
    void aModelWhoseCircuitKnowsOfTroubleKeepsItsPlace() {
        Service service = twoHundredModels();
        service.circuit(Optional.of("model-0")).acquire(LEASE).failed("http_503", "overloaded");
        service.circuit(Optional.of("model-1")).pauseUntil(time.now().plusSeconds(60));
        service.circuit(Optional.of("model-2")).open("drill");
        time.advance(Duration.ofSeconds(1));
        for (int i = 3; i < 200; i++) {
            service.circuit(Optional.of("model-" + i));
        }

        service.circuit(Optional.of("one-more"));

        assertThat(service.circuits())
                .extracting(circuit -> circuit.name().toString())
                .contains("provider.openai:model-0", "provider.openai:model-1", "provider.openai:model-2")
                .hasSize(201);
    }

    @Test
    void ifAllKnowOfTroubleAFurtherModelSharesTheCircuitOfTheService() {
        Service service = twoHundredModels();
        for (int i = 0; i < 200; i++) {
            service.circuit(Optional.of("model-" + i)).acquire(LEASE).failed("http_503", "overloaded");
        }

        CircuitBreaker further = service.circuit(Optional.of("one-more"));

        assertThat(further).isSameAs(service.circuit(Optional.empty()));
        assertThat(service.circuits()).hasSize(201);
    }

    @Test
    void thatThereIsNoRoomIsToldOnce() {
        Service service = twoHundredModels();

        service.circuit(Optional.of("one-more"));
        service.circuit(Optional.of("and-another"));

        assertThat(events).containsExactly(new ResilienceEvent.CircuitsFull(time.now(), OPENAI, 200));
    }

    @Test
    void circuitsOfModelsAreOutOfSightWhileThePolicyHasOneForAll() {
        perModel();
        Service service = services.of(OPENAI);
        CircuitBreaker model = service.circuit(Optional.of("gpt-4o"));
        ServicePolicy each = policy;

        policy = ServicePolicy.DEFAULT;
        var together = service.circuits();
        policy = each;

        assertThat(together).containsExactly(service.circuit(Optional.empty()));
        assertThat(service.circuits()).containsExactly(service.circuit(Optional.empty()), model);
    }

    /** Each was called after the one before it. */
    private Service twoHundredModels() {
        perModel();
        Service service = services.of(OPENAI);
        for (int i = 0; i < 200; i++) {
            service.circuit(Optional.of("model-" + i));
            time.advance(Duration.ofSeconds(1));
        }
        return service;
    }

    @Test
    void whatIsNoModelsNameSharesTheCircuitOfTheService() {
        perModel();
        Service service = services.of(OPENAI);

        service.circuit(Optional.of(""));
        service.circuit(Optional.of("x".repeat(129)));
        service.circuit(Optional.of("gpt\n4o"));

        assertThat(service.circuits()).hasSize(1);
    }

    private void perModel() {
        policy = new ServicePolicy(
                RetrySettings.DEFAULT,
                BudgetSettings.DEFAULT,
                new CircuitSettings(
                        true, 5, Duration.ZERO, Duration.ZERO, 2, Duration.ofMinutes(5), Count.HEALTH, Scope.MODEL));
    }
}
