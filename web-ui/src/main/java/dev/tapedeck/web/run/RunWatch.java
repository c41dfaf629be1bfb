package dev.tapedeck.web.run;

import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.web.watch.Watch;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sees the runs under way and the newest. */
@Singleton
public final class RunWatch extends Watch<RunId, RunSeen> {
    private static final int NEWEST = 20;

    private final RunLog log;

    RunWatch(RunLog log) {
        this.log = log;
    }

    @Override
    protected Map<RunId, RunSeen> seen(Map<RunId, RunSeen> before) {
        Map<RunId, RunSeen> seen = new HashMap<>();
        Stream.of(
                        log.list(RunsUnderWay.goingOn(), Optional.empty(), RunsUnderWay.MOST),
                        log.list(Set.of(), Optional.empty(), NEWEST))
                .map(Listed::readable)
                .flatMap(List::stream)
                .forEach(run -> add(run, seen));
        mayHaveEnded(before)
                .filter(id -> !seen.containsKey(id))
                .flatMap(id -> Listed.unlessDamaged(() -> log.find(id)).stream())
                .flatMap(Optional::stream)
                .toList()
                .forEach(run -> add(run, seen));
        return seen;
    }

    private static void add(Run run, Map<RunId, RunSeen> seen) {
        seen.put(run.id(), RunSeen.of(run));
    }

    /** Those whose end wasn't over, and may be since. */
    private static Stream<RunId> mayHaveEnded(Map<RunId, RunSeen> before) {
        return before.values().stream().filter(last -> !last.closed()).map(RunSeen::id);
    }
}
