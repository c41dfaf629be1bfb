package dev.tapedeck.storage.memory;

import dev.tapedeck.build.Batch;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildEvent;
import dev.tapedeck.build.BuildFailures;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildLease;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Change;
import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** Builds in memory, gone with the process. Each guards itself. Thread-safe. */
public final class MemoryBuildStore implements BuildStore {
    private final Time time;
    private final ConcurrentNavigableMap<BuildId, MemoryBuild> builds = new ConcurrentSkipListMap<>();

    private final Map<String, BuildId> keys = new ConcurrentHashMap<>();

    public MemoryBuildStore(Time time) {
        this.time = time;
    }

    @Override
    public synchronized void create(Build build, List<LayerStatus> layers) {
        build.key().filter(key -> keys.containsKey(key.text())).ifPresent(key -> {
            throw BuildFailures.keyTaken(key);
        });
        if (builds.putIfAbsent(build.id(), new MemoryBuild(build, layers, time)) != null) {
            throw BuildFailures.idTaken(build.id());
        }
        build.key().ifPresent(key -> keys.put(key.text(), build.id()));
    }

    private <T> T read(BuildId id, T none, Function<MemoryBuild, T> reading) {
        return Optional.ofNullable(builds.get(id)).map(reading).orElse(none);
    }

    @Override
    public Optional<Build> find(BuildId id) {
        return read(id, Optional.empty(), build -> {
            build.setAside().ifPresent(why -> {
                throw BuildFailures.setAside(id, why);
            });
            return Optional.of(build.build());
        });
    }

    @Override
    public Optional<Build> findByKey(String key) {
        return Optional.ofNullable(keys.get(key)).flatMap(this::find);
    }

    @Override
    public List<Listed<BuildId, Build>> list(
            Set<BuildState> states, Optional<PipelineName> pipeline, Optional<BuildId> before, int limit) {
        return before.map(builds::headMap).orElse(builds).descendingMap().values().stream()
                .filter(build -> build.setAside().isEmpty())
                .map(MemoryBuild::build)
                .filter(build -> states.isEmpty() || states.contains(build.state()))
                .filter(build -> pipeline.isEmpty() || pipeline.get().equals(build.pipeline()))
                .limit(limit)
                .<Listed<BuildId, Build>>map(build -> new Listed.Readable<>(build.id(), build))
                .toList();
    }

    @Override
    public List<BuildId> due(Instant now, int limit) {
        record Due(Instant at, BuildId id) {}

        return builds.values().stream()
                .filter(MemoryBuild::free)
                .filter(build -> build.setAside().isEmpty())
                .map(MemoryBuild::build)
                .flatMap(build ->
                        build.dueAt().filter(due -> !due.isAfter(now)).map(due -> new Due(due, build.id())).stream())
                .sorted(Comparator.comparing(Due::at).thenComparing(Due::id))
                .limit(limit)
                .map(Due::id)
                .toList();
    }

    @Override
    public Optional<BuildLease> acquire(BuildId id, String owner, Duration length) {
        return read(id, Optional.empty(), build -> build.acquire(owner, length));
    }

    @Override
    public boolean renew(BuildLease lease, Duration length) {
        return read(lease.build(), false, build -> build.renew(lease, length));
    }

    @Override
    public void release(BuildLease lease) {
        Optional.ofNullable(builds.get(lease.build())).ifPresent(build -> build.release(lease));
    }

    @Override
    public void apply(BuildLease lease, List<Change> changes) {
        if (!read(lease.build(), false, build -> build.apply(lease, changes))) {
            throw BuildFailures.leaseLost(lease);
        }
    }

    @Override
    public boolean requestCancel(BuildId id, Instant now) {
        return read(id, false, build -> build.requestCancel(now));
    }

    @Override
    public List<LayerStatus> layers(BuildId id) {
        return read(id, List.of(), MemoryBuild::layers);
    }

    @Override
    public Map<String, Map<UnitState, Long>> counts(BuildId id) {
        return read(id, Map.of(), MemoryBuild::counts);
    }

    @Override
    public Optional<WorkUnit> unit(BuildId id, UnitRef ref) {
        return read(id, Optional.empty(), build -> build.unit(ref));
    }

    @Override
    public Map<UnitRef, WorkUnit> units(BuildId id, Collection<UnitRef> refs) {
        return read(id, Map.of(), build -> build.units(refs));
    }

    @Override
    public List<WorkUnit> units(BuildId id, UnitQuery query, Optional<UnitRef> after, int limit) {
        return read(id, List.of(), build -> build.units(query, after, limit));
    }

    @Override
    public List<String> groups(BuildId id, Collection<String> layers, String metadata) {
        return read(id, List.of(), build -> build.groups(layers, metadata));
    }

    @Override
    public Map<RequestKey, UnitRequest> requests(BuildId id, Collection<RequestKey> keys) {
        return read(id, Map.of(), build -> build.requests(keys));
    }

    @Override
    public List<UnitRequest> requests(
            BuildId id,
            Optional<String> layer,
            UnitRequest.State state,
            Optional<Integer> batch,
            Optional<RequestKey> after,
            int limit) {
        return read(
                id,
                List.of(),
                build -> build.requests(
                        request -> request.state() == state
                                && layer.filter(name ->
                                                !name.equals(request.first().layer()))
                                        .isEmpty()
                                && (batch.isEmpty() || batch.equals(request.batch())),
                        after,
                        limit));
    }

    @Override
    public List<Batch> batches(BuildId id) {
        return read(id, List.of(), MemoryBuild::batches);
    }

    @Override
    public List<Duration> waits(ProviderName provider, String model, int limit) {
        return builds.values().stream()
                .flatMap(build -> build.batches().stream())
                .filter(batch ->
                        batch.provider().equals(provider) && batch.model().equals(model))
                .filter(batch -> batch.state() == BatchState.ENDED)
                .sorted(Comparator.comparing((Batch batch) -> batch.endedAt().orElseThrow())
                        .reversed())
                .limit(limit)
                .map(batch -> Duration.between(
                        batch.sentAt().orElseThrow(), batch.endedAt().orElseThrow()))
                .toList();
    }

    @Override
    public List<BuildEvent> events(BuildId id, long after, int limit) {
        return read(id, List.of(), build -> build.events(after, limit));
    }

    @Override
    public List<FailureGroup> failures(BuildId id) {
        return read(id, List.of(), MemoryBuild::failures);
    }
}
