package dev.tapedeck.storage.memory;

import dev.tapedeck.build.BuildStore.FailureGroup;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.UnitFailure;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The units of a build in memory. Guarded by the build. */
final class MemoryUnits {
    private static final int MOST_CAUSES = 100;

    private final Map<String, NavigableMap<Integer, WorkUnit>> byLayer = new HashMap<>();
    private final Map<RequestKey, Set<UnitRef>> byRequest = new HashMap<>();

    void put(WorkUnit unit) {
        WorkUnit before = byLayer.computeIfAbsent(unit.ref().layer(), any -> new TreeMap<>())
                .put(unit.ref().number(), unit);
        Optional.ofNullable(before)
                .flatMap(WorkUnit::request)
                .ifPresent(key -> askers(key).remove(unit.ref()));
        unit.request().ifPresent(key -> askers(key).add(unit.ref()));
    }

    void dropAfter(UnitRef last) {
        NavigableMap<Integer, WorkUnit> over =
                byLayer.computeIfAbsent(last.layer(), any -> new TreeMap<>()).tailMap(last.number(), false);
        over.values()
                .forEach(unit -> unit.request().ifPresent(key -> askers(key).remove(unit.ref())));
        over.clear();
    }

    private Set<UnitRef> askers(RequestKey key) {
        return byRequest.computeIfAbsent(key, any -> new HashSet<>());
    }

    Optional<WorkUnit> find(UnitRef ref) {
        return Optional.ofNullable(of(ref.layer()).get(ref.number()));
    }

    private NavigableMap<Integer, WorkUnit> of(String layer) {
        return byLayer.getOrDefault(layer, Collections.emptyNavigableMap());
    }

    private Stream<WorkUnit> all() {
        return byLayer.values().stream().flatMap(layer -> layer.values().stream());
    }

    Map<String, Map<UnitState, Long>> counts() {
        return all().collect(Collectors.groupingBy(
                unit -> unit.ref().layer(), Collectors.groupingBy(WorkUnit::state, Collectors.counting())));
    }

    List<WorkUnit> page(List<LayerStatus> layers, UnitQuery query, Optional<UnitRef> after, int limit) {
        return layers.stream()
                .map(LayerStatus::name)
                .dropWhile(
                        layer -> after.filter(ref -> !ref.layer().equals(layer)).isPresent())
                .filter(layer -> query.layer().orElse(layer).equals(layer))
                .flatMap(layer -> candidates(
                        layer,
                        query.requests(),
                        after.filter(ref -> ref.layer().equals(layer))
                                .map(UnitRef::number)
                                .orElse(0)))
                .filter(unit -> query.states().isEmpty() || query.states().contains(unit.state()))
                .filter(unit -> query.group().isEmpty() || query.group().equals(unit.group()))
                .limit(limit)
                .toList();
    }

    private Stream<WorkUnit> candidates(String layer, Collection<RequestKey> requests, int after) {
        return requests.isEmpty()
                ? of(layer).tailMap(after, false).values().stream()
                : requests.stream()
                        .distinct()
                        .flatMap(key -> byRequest.getOrDefault(key, Set.of()).stream())
                        .filter(ref -> ref.layer().equals(layer) && ref.number() > after)
                        .sorted(Comparator.comparingInt(UnitRef::number))
                        .flatMap(ref -> find(ref).stream());
    }

    List<String> groups(Collection<String> layers, String metadata) {
        return layers.stream()
                .flatMap(layer -> of(layer).values().stream())
                .filter(unit -> unit.state().good())
                .flatMap(unit -> Stream.ofNullable(unit.metadata().get(metadata)))
                .distinct()
                .sorted()
                .toList();
    }

    List<FailureGroup> failures() {
        record Cause(String layer, String code) {}

        Map<Cause, List<UnitFailure>> causes = all().filter(
                        unit -> unit.state() == UnitState.FAILED || unit.state() == UnitState.EXPIRED)
                .flatMap(unit ->
                        unit.failure().map(why -> Map.entry(new Cause(unit.ref().layer(), why.code()), why)).stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return causes.entrySet().stream()
                .map(cause -> new FailureGroup(
                        cause.getKey().layer(),
                        cause.getKey().code(),
                        cause.getValue().getFirst().message(),
                        cause.getValue().size()))
                .sorted(Comparator.comparingLong(FailureGroup::units)
                        .reversed()
                        .thenComparing(FailureGroup::layer)
                        .thenComparing(FailureGroup::code))
                .limit(MOST_CAUSES)
                .toList();
    }
}
