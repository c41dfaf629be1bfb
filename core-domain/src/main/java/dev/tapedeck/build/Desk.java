package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Where one build is worked on under its lease: holds the build as it is, and writes what changes. Threads that work on
 * different layers share it; what one writes is whole, and never undoes what another wrote. Thread-safe.
 */
final class Desk {
    private final BuildStore store;
    private final BuildLease lease;
    private final Time time;
    private Build build;

    Desk(BuildStore store, BuildLease lease, Build build, Time time) {
        this.store = store;
        this.lease = lease;
        this.build = build;
        this.time = time;
    }

    synchronized Build build() {
        return build;
    }

    BuildId id() {
        return lease.build();
    }

    /** Looks whether somebody has asked from outside for an end. */
    synchronized boolean cancelling() {
        if (!build.cancelling()
                && store.find(lease.build()).filter(Build::cancelling).isPresent()) {
            build = build.asCancelling();
        }
        return build.cancelling();
    }

    void write(List<Change> changes) {
        write(UnaryOperator.identity(), changes);
    }

    void write(Change... changes) {
        write(List.of(changes));
    }

    /** Writes these changes and the build's own in one. */
    synchronized void write(UnaryOperator<Build> deed, List<Change> changes) {
        Build next = deed.apply(build);
        List<Change> all = new ArrayList<>(changes);
        if (!next.equals(build)) {
            next = next.updatedAt(now());
            all.addFirst(new Change.OfBuild(next));
        }
        if (!all.isEmpty()) {
            store.apply(lease, all);
            build = next;
        }
    }

    /** Writes these changes and sets that much aside for them, unless the build could cost more than it may then. */
    synchronized boolean reserve(Money atMost, List<Change> changes) {
        Money all = build.spent().plus(build.reserved()).plus(atMost);
        if (build.options().maxCost().filter(most -> all.compareTo(most) > 0).isPresent()) {
            return false;
        }
        write(before -> before.charged(atMost, Money.ZERO), changes);
        return true;
    }

    /** Whether nobody else has had the lease since; it lasts that long from now on. */
    boolean isHeld(Duration length) {
        return store.renew(lease, length);
    }

    /** Cancels the units of a layer that haven't ended, and skips the layer. */
    void stop(LayerStatus status, String why, Ingredients ingredients) {
        UnitFailure cancelled = new UnitFailure("cancelled", why, false, Optional.empty());
        ingredients.each(
                UnitQuery.of(status.name(), UnitState.PENDING, UnitState.QUEUED, UnitState.SUBMITTED),
                part -> write(new Change.OfUnits(part.stream()
                        .map(unit -> unit.failed(UnitState.CANCELLED, cancelled))
                        .toList())));
        write(new Change.OfLayer(status.because(LayerState.SKIPPED, why)));
    }

    /** Enters a batch under the next number: layers that work side by side each have their own. */
    synchronized Batch enter(IntFunction<Batch> numbered) {
        Batch entered = numbered.apply(store.batches(lease.build()).size() + 1);
        write(new Change.OfBatch(entered));
        return entered;
    }

    Instant now() {
        return time.now();
    }
}
