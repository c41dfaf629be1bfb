package dev.tapedeck.build;

import dev.tapedeck.exchange.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    Instant now() {
        return time.now();
    }
}
