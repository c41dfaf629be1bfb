package dev.tapedeck.storage.database;

import dev.tapedeck.build.Batch;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Builds in a database. Whoever writes to a build holds the lock of its row, so that what is written and the lease by which
 * it is written are one. Every method is one transaction. Thread-safe.
 */
public final class DatabaseBuildStore implements BuildStore {
    private final Statements statements;
    private final StoreClock clock;
    private final BuildRows builds;
    private final BuildLeases leases;
    private final LayerRows layers;
    private final UnitRows units;
    private final UnitPages pages;
    private final RequestRows requests;
    private final BatchRows batches;
    private final EventRows events;

    /** @param time by which leases end, unless several nodes share the database */
    public DatabaseBuildStore(Database database, Time time) {
        statements = new Statements(database.transaction());
        clock = new StoreClock(database, time);
        builds = new BuildRows(statements);
        leases = new BuildLeases(statements, builds, clock);
        layers = new LayerRows(statements);
        units = new UnitRows(statements);
        pages = new UnitPages(statements);
        requests = new RequestRows(statements);
        batches = new BatchRows(statements);
        events = new EventRows(statements);
    }

    @Override
    public void create(Build build, List<LayerStatus> itsLayers) {
        statements.write(() -> {
            if (builds.number(build.id()).isPresent()) {
                throw BuildFailures.idTaken(build.id());
            }
            build.key().filter(key -> builds.findByKey(key.text()).isPresent()).ifPresent(key -> {
                throw BuildFailures.keyTaken(key);
            });
            layers.put(builds.insert(build), itsLayers);
        });
    }

    @Override
    public Optional<Build> find(BuildId id) {
        return statements.read(() -> builds.find(id));
    }

    @Override
    public Optional<Build> findByKey(String key) {
        return statements.read(() -> builds.findByKey(key));
    }

    @Override
    public List<Listed<BuildId, Build>> list(
            Set<BuildState> states, Optional<PipelineName> pipeline, Optional<BuildId> before, int limit) {
        return statements.read(() -> builds.list(states, pipeline, before, limit));
    }

    @Override
    public List<BuildId> due(Instant now, int limit) {
        return statements.read(() -> builds.due(now, clock.now(), limit));
    }

    @Override
    public Optional<BuildLease> acquire(BuildId id, String owner, Duration length) {
        return statements.write(() -> leases.acquire(id, owner, length));
    }

    @Override
    public boolean renew(BuildLease lease, Duration length) {
        return statements.write(() -> leases.renew(lease, length));
    }

    @Override
    public void release(BuildLease lease) {
        statements.write(() -> leases.release(lease));
    }

    @Override
    public void apply(BuildLease lease, List<Change> changes) {
        statements.write(() -> {
            BuildRows.Locked build = leases.fenced(lease);
            changes.forEach(change -> write(build, change));
        });
    }

    private void write(BuildRows.Locked build, Change change) {
        switch (change) {
            case Change.OfBuild(Build next) -> builds.update(build, next);
            case Change.OfLayer(LayerStatus layer) -> layers.put(build.number(), List.of(layer));
            case Change.OfUnits(List<WorkUnit> some) -> units.put(layersOf(build), some);
            case Change.NoUnitsAfter(UnitRef last) -> units.dropAfter(layersOf(build), last);
            case Change.OfRequests(List<UnitRequest> some) -> requests.put(layersOf(build), some);
            case Change.SetAside(String why) -> builds.setAside(build, why);
            case Change.OfBatch(Batch batch) -> batches.put(layersOf(build), batch);
            case Change.Told told -> events.add(build.number(), told, clock.now());
        }
    }

    private Layers layersOf(BuildRows.Locked build) {
        return layers.of(build.id(), build.number());
    }

    @Override
    public boolean requestCancel(BuildId id, Instant now) {
        return statements.write(() -> builds.requestCancel(id, now));
    }

    /** Reads something of a build; what there would be if there is no such build. */
    private <T> T read(BuildId id, T none, Function<Layers, T> reading) {
        return statements.read(() -> builds.number(id)
                .map(build -> layers.of(id, build))
                .map(reading)
                .orElse(none));
    }

    @Override
    public List<LayerStatus> layers(BuildId id) {
        return read(id, List.of(), Layers::all);
    }

    @Override
    public Map<String, Map<UnitState, Long>> counts(BuildId id) {
        return read(id, Map.of(), units::counts);
    }

    @Override
    public Optional<WorkUnit> unit(BuildId id, UnitRef ref) {
        return read(id, Optional.empty(), of -> units.find(of, ref));
    }

    @Override
    public Map<UnitRef, WorkUnit> units(BuildId id, Collection<UnitRef> refs) {
        return read(id, Map.of(), of -> units.find(of, refs));
    }

    @Override
    public List<WorkUnit> units(BuildId id, UnitQuery query, Optional<UnitRef> after, int limit) {
        return read(id, List.of(), of -> pages.page(of, query, after, limit));
    }

    @Override
    public List<String> groups(BuildId id, Collection<String> names, String metadata) {
        return read(id, List.of(), of -> List.copyOf(pages.groups(of, names, metadata)));
    }

    @Override
    public Map<RequestKey, UnitRequest> requests(BuildId id, Collection<RequestKey> keys) {
        return read(id, Map.of(), of -> requests.find(of, keys));
    }

    @Override
    public List<UnitRequest> requests(
            BuildId id,
            Optional<String> layer,
            UnitRequest.State state,
            Optional<Integer> batch,
            Optional<RequestKey> after,
            int limit) {
        return read(id, List.of(), of -> requests.page(of, layer, state, batch, after, limit));
    }

    @Override
    public List<Batch> batches(BuildId id) {
        return read(id, List.of(), batches::all);
    }

    @Override
    public List<Duration> waits(ProviderName provider, String model, int limit) {
        return statements.read(() -> batches.waits(provider, model, limit));
    }

    @Override
    public List<BuildEvent> events(BuildId id, long after, int limit) {
        return statements.read(() -> builds.number(id)
                .map(build -> events.after(id, build, after, limit))
                .orElse(List.of()));
    }

    @Override
    public List<FailureGroup> failures(BuildId id) {
        return read(id, List.of(), units::failures);
    }
}
