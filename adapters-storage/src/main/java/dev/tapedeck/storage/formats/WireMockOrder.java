package dev.tapedeck.storage.formats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings stubs into the order in which they answer: those of one scenario follow its states, in the places where they
 * stand in the file; the others stay where they are, but for those of one request, which come by their priority.
 */
final class WireMockOrder {
    private static final String STARTED = "Started";

    private WireMockOrder() {}

    static List<WireMockStub> of(List<WireMockStub> stubs) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int at = 0; at < stubs.size(); at++) {
            String scenario = stubs.get(at).scenario();
            if (!scenario.isEmpty()) {
                places.computeIfAbsent(scenario, unused -> new ArrayList<>()).add(at);
            }
        }
        List<WireMockStub> ordered = new ArrayList<>(stubs);
        places.values().forEach(scenario -> {
            List<WireMockStub> steps = chained(scenario.stream().map(stubs::get).toList());
            for (int at = 0; at < steps.size(); at++) {
                ordered.set(scenario.get(at), steps.get(at));
            }
        });
        return byPriority(ordered);
    }

    /** Stubs of the same request, in the places where they stand, by their priority. */
    private static List<WireMockStub> byPriority(List<WireMockStub> stubs) {
        Map<Value, List<Integer>> places = new LinkedHashMap<>();
        for (int at = 0; at < stubs.size(); at++) {
            if (stubs.get(at).scenario().isEmpty()) {
                places.computeIfAbsent(stubs.get(at).request().value(), unused -> new ArrayList<>())
                        .add(at);
            }
        }
        List<WireMockStub> ordered = new ArrayList<>(stubs);
        places.values().forEach(same -> {
            List<WireMockStub> sorted = same.stream()
                    .map(stubs::get)
                    .sorted(Comparator.comparingInt(WireMockStub::priority))
                    .toList();
            for (int at = 0; at < sorted.size(); at++) {
                ordered.set(same.get(at), sorted.get(at));
            }
        });
        return ordered;
    }

    /** From the first state on to the state that each step leads to; then those that the chain doesn't reach. */
    private static List<WireMockStub> chained(List<WireMockStub> steps) {
        Map<String, List<WireMockStub>> byState = new HashMap<>();
        steps.forEach(step -> byState.computeIfAbsent(step.requiredState(), unused -> new ArrayList<>())
                .add(step));
        List<WireMockStub> chain = new ArrayList<>();
        Optional<String> state = Optional.of(STARTED);
        while (state.isPresent()) {
            List<WireMockStub> here =
                    Optional.ofNullable(byState.remove(state.get())).orElse(List.of());
            chain.addAll(here);
            state = here.stream()
                    .map(WireMockStub::newState)
                    .filter(byState::containsKey)
                    .findFirst();
        }
        steps.stream().filter(step -> byState.containsKey(step.requiredState())).forEach(chain::add);
        return chain;
    }
}
