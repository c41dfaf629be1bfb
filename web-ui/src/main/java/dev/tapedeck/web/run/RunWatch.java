package dev.tapedeck.web.run;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells whoever listens which runs have changed, whichever node writes to them: it looks at those under way and at the
 * newest. While nobody listens nothing is looked at. Thread-safe.
 */
@Singleton
public final class RunWatch {
    private static final int NEWEST = 20;

    private final RunLog log;
    private final List<Consumer<RunSeen>> listeners = new CopyOnWriteArrayList<>();
    private Optional<Map<RunId, RunSeen>> before = Optional.empty();

    RunWatch(RunLog log) {
        this.log = log;
    }

    /**
     * Calls the listener with each run that has changed, from now on; it must not block.
     *
     * @return ends it
     */
    public Runnable subscribe(Consumer<RunSeen> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Looks once. */
    public synchronized void look() {
        if (listeners.isEmpty()) {
            before = Optional.empty();
            return;
        }
        Map<RunId, RunSeen> now = seen();
        before.ifPresent(last -> now.values().stream()
                .filter(seen -> !seen.equals(last.get(seen.id())))
                .forEach(seen -> listeners.forEach(listener -> listener.accept(seen))));
        before = Optional.of(now);
    }

    private Map<RunId, RunSeen> seen() {
        Map<RunId, RunSeen> seen = new HashMap<>();
        Stream.of(
                        log.list(RunsUnderWay.goingOn(), Optional.empty(), RunsUnderWay.MOST),
                        log.list(Set.of(), Optional.empty(), NEWEST))
                .flatMap(List::stream)
                .forEach(run -> add(run, seen));
        wentOn().filter(id -> !seen.containsKey(id))
                .toList()
                .forEach(id -> log.find(id).ifPresent(run -> add(run, seen)));
        return seen;
    }

    private static void add(Run run, Map<RunId, RunSeen> seen) {
        seen.put(run.id(), RunSeen.of(run));
    }

    /** Those whose end wasn't over at the last look, and may be since. */
    private Stream<RunId> wentOn() {
        return before.stream()
                .flatMap(last -> last.values().stream())
                .filter(last -> !last.closed())
                .map(RunSeen::id);
    }
}
