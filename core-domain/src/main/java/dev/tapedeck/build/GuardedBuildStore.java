package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.resilience.StoreCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of builds that may be down for a while, such as a database on the network. What a call needs of it passes a
 * circuit, and reads are made again. A lease that is given back is never refused; one that is renewed is, soon after, again.
 */
public final class GuardedBuildStore implements BuildStore {
    private final BuildStore store;
    private final StoreCalls calls;

    public GuardedBuildStore(BuildStore store, StoreCalls calls) {
        this.store = store;
        this.calls = calls;
    }

    @Override
    public void create(Build build, List<LayerStatus> layers) {
        calls.change(() -> store.create(build, layers));
    }

    @Override
    public Optional<Build> find(BuildId id) {
        return calls.read("find build", () -> store.find(id));
    }

    @Override
    public Optional<Build> findByKey(String key) {
        return calls.read("find build", () -> store.findByKey(key));
    }

    @Override
    public List<Listed<BuildId, Build>> list(
            Set<BuildState> states, Optional<PipelineName> pipeline, Optional<BuildId> before, int limit) {
        return calls.read("list builds", () -> store.list(states, pipeline, before, limit));
    }

    @Override
    public List<BuildId> due(Instant now, int limit) {
        return calls.read("due builds", () -> store.due(now, limit));
    }

    @Override
    public Optional<BuildLease> acquire(BuildId id, String owner, Duration length) {
        return calls.change(() -> store.acquire(id, owner, length));
    }

    @Override
    public boolean renew(BuildLease lease, Duration length) {
        return store.renew(lease, length);
    }

    @Override
    public void release(BuildLease lease) {
        calls.end("release build", () -> store.release(lease));
    }

    @Override
    public void apply(BuildLease lease, List<Change> changes) {
        calls.change(() -> store.apply(lease, changes));
    }

    @Override
    public boolean requestCancel(BuildId id, Instant now) {
        return calls.change(() -> store.requestCancel(id, now));
    }

    @Override
    public List<LayerStatus> layers(BuildId id) {
        return calls.read("layers", () -> store.layers(id));
    }

    @Override
    public Map<String, Map<UnitState, Long>> counts(BuildId id) {
        return calls.read("counts of units", () -> store.counts(id));
    }

    @Override
    public Optional<WorkUnit> unit(BuildId id, UnitRef ref) {
        return calls.read("unit", () -> store.unit(id, ref));
    }

    @Override
    public Map<UnitRef, WorkUnit> units(BuildId id, Collection<UnitRef> refs) {
        return calls.read("units", () -> store.units(id, refs));
    }

    @Override
    public List<WorkUnit> units(BuildId id, UnitQuery query, Optional<UnitRef> after, int limit) {
        return calls.read("units", () -> store.units(id, query, after, limit));
    }

    @Override
    public List<String> groups(BuildId id, Collection<String> layers, String metadata) {
        return calls.read("groups", () -> store.groups(id, layers, metadata));
    }

    @Override
    public Map<RequestKey, UnitRequest> requests(BuildId id, Collection<RequestKey> keys) {
        return calls.read("requests", () -> store.requests(id, keys));
    }

    @Override
    public List<UnitRequest> requests(
            BuildId id,
            Optional<String> layer,
            UnitRequest.State state,
            Optional<Integer> batch,
            Optional<RequestKey> after,
            int limit) {
        return calls.read("requests", () -> store.requests(id, layer, state, batch, after, limit));
    }

    @Override
    public List<Batch> batches(BuildId id) {
        return calls.read("batches", () -> store.batches(id));
    }

    @Override
    public List<Duration> waits(ProviderName provider, String model, int limit) {
        return calls.read("waits", () -> store.waits(provider, model, limit));
    }

    @Override
    public List<BuildEvent> events(BuildId id, long after, int limit) {
        return calls.read("events", () -> store.events(id, after, limit));
    }

    @Override
    public List<FailureGroup> failures(BuildId id) {
        return calls.read("failures", () -> store.failures(id));
    }
}
