package dev.tapedeck.storage.memory;

import dev.tapedeck.build.Batch;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildEvent;
import dev.tapedeck.build.BuildLease;
import dev.tapedeck.build.BuildStore.FailureGroup;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.Change;
import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One build in memory, with all that belongs to it. Guards itself. */
final class MemoryBuild {
    private final Time time;
    private final Map<String, LayerStatus> layers = new LinkedHashMap<>();
    private final MemoryUnits units = new MemoryUnits();
    private final NavigableMap<RequestKey, UnitRequest> requests =
            new TreeMap<>(Comparator.comparing(RequestKey::value));
    private final NavigableMap<Integer, Batch> batches = new TreeMap<>();
    private final List<BuildEvent> events = new ArrayList<>();

    private Build build;
    private Optional<String> setAside = Optional.empty();
    private long token;
    private Instant leaseUntil = Instant.MIN;

    MemoryBuild(Build build, List<LayerStatus> layers, Time time) {
        this.build = build;
        this.time = time;
        layers.forEach(layer -> this.layers.put(layer.name(), layer));
    }

    synchronized Build build() {
        return build;
    }

    /** Why it was set aside, if it was. */
    synchronized Optional<String> setAside() {
        return setAside;
    }

    synchronized boolean free() {
        return !time.now().isBefore(leaseUntil);
    }

    synchronized Optional<BuildLease> acquire(String owner, Duration length) {
        if (!free()) {
            return Optional.empty();
        }
        token++;
        leaseUntil = time.now().plus(length);
        return Optional.of(new BuildLease(build.id(), owner, token));
    }

    synchronized boolean renew(BuildLease lease, Duration length) {
        if (lease.token() != token) {
            return false;
        }
        leaseUntil = time.now().plus(length);
        return true;
    }

    synchronized void release(BuildLease lease) {
        if (lease.token() == token) {
            leaseUntil = Instant.MIN;
        }
    }

    synchronized boolean requestCancel(Instant now) {
        if (build.state().ended()) {
            return false;
        }
        build = build.toBeCancelled(now);
        return true;
    }

    /** Whether that is the lease of who may write. */
    synchronized boolean apply(BuildLease lease, List<Change> changes) {
        if (lease.token() != token) {
            return false;
        }
        changes.forEach(this::apply);
        return true;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.OfBuild(Build next) -> build = next.inPlaceOf(build);
            case Change.OfLayer(LayerStatus layer) -> layers.put(layer.name(), layer);
            case Change.OfUnits(List<WorkUnit> some) -> some.forEach(units::put);
            case Change.NoUnitsAfter(UnitRef last) -> units.dropAfter(last);
            case Change.OfRequests(List<UnitRequest> some) ->
                some.forEach(request -> requests.put(request.key(), request));
            case Change.SetAside(String why) -> setAside = setAside.or(() -> Optional.of(why));
            case Change.OfBatch(Batch batch) -> batches.put(batch.number(), batch);
            case Change.Told(BuildEvent.Kind kind, String message) ->
                events.add(new BuildEvent(build.id(), events.size() + 1L, time.now(), kind, message));
        }
    }

    synchronized List<LayerStatus> layers() {
        return layers.values().stream()
                .sorted(Comparator.comparingInt(LayerStatus::number))
                .toList();
    }

    synchronized Map<String, Map<UnitState, Long>> counts() {
        return units.counts();
    }

    synchronized Optional<WorkUnit> unit(UnitRef ref) {
        return units.find(ref);
    }

    synchronized Map<UnitRef, WorkUnit> units(Collection<UnitRef> refs) {
        return refs.stream()
                .distinct()
                .flatMap(ref -> units.find(ref).stream())
                .collect(Collectors.toMap(WorkUnit::ref, Function.identity()));
    }

    synchronized List<WorkUnit> units(UnitQuery query, Optional<UnitRef> after, int limit) {
        return units.page(layers(), query, after, limit);
    }

    synchronized List<String> groups(Collection<String> names, String metadata) {
        return units.groups(names, metadata);
    }

    synchronized Map<RequestKey, UnitRequest> requests(Collection<RequestKey> keys) {
        return keys.stream()
                .distinct()
                .filter(requests::containsKey)
                .collect(Collectors.toMap(Function.identity(), requests::get));
    }

    synchronized List<UnitRequest> requests(Predicate<UnitRequest> wanted, Optional<RequestKey> after, int limit) {
        return after.map(key -> requests.tailMap(key, false)).orElse(requests).values().stream()
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    synchronized List<Batch> batches() {
        return List.copyOf(batches.values());
    }

    synchronized List<BuildEvent> events(long after, int limit) {
        return events.stream().skip(after).limit(limit).toList();
    }

    synchronized List<FailureGroup> failures() {
        return units.failures();
    }
}
