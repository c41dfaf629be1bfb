package dev.tapedeck.storage.memory;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Happened;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunMark;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs that are forgotten at the end. Thread-safe. */
public final class MemoryRunLog implements RunLog {
    private static final Comparator<RunMark> OLDEST = Comparator.comparing(RunMark::createdAt)
            .thenComparing(mark -> mark.id().value());

    private final Map<RunId, Kept> kept = new HashMap<>();

    private static final class Kept {
        private Run run;
        private final List<RunEntry> entries = new ArrayList<>();
        private final Map<String, Keyed> keys = new HashMap<>();
        private Optional<Trace> trace = Optional.empty();

        Kept(Run run) {
            this.run = run;
        }
    }

    /** What was appended with a key. */
    private record Keyed(IdempotencyKey key, List<RunEntry> entries) {}

    @Override
    public synchronized void create(Run run) {
        if (kept.putIfAbsent(run.id(), new Kept(run)) != null) {
            throw FailedCall.rejected(new Failure.Conflict("There is a run '%s' already.".formatted(run.id())));
        }
    }

    @Override
    public synchronized Optional<Run> find(RunId id) {
        return Optional.ofNullable(kept.get(id)).map(found -> found.run);
    }

    private Kept fetch(RunId id) {
        return Optional.ofNullable(kept.get(id)).orElseThrow(() -> Runs.unknown(id));
    }

    @Override
    public synchronized List<Listed<RunMark, Run>> list(Set<RunStatus> statuses, Optional<RunMark> behind, int limit) {
        return runs(run -> (statuses.isEmpty() || statuses.contains(run.status()))
                        && behind.filter(mark -> OLDEST.compare(RunMark.of(run), mark) >= 0)
                                .isEmpty())
                .sorted(Comparator.comparing(RunMark::of, OLDEST).reversed())
                .limit(limit)
                .<Listed<RunMark, Run>>map(run -> new Listed.Readable<>(RunMark.of(run), run))
                .toList();
    }

    @Override
    public synchronized int count(Set<RunStatus> statuses, int limit) {
        return (int) runs(run -> statuses.contains(run.status())).limit(limit).count();
    }

    private Stream<Run> runs(Predicate<Run> which) {
        return kept.values().stream().map(each -> each.run).filter(which);
    }

    @Override
    public synchronized List<RunEntry> append(RunId id, Function<Run, List<Happened>> happened) {
        Kept found = fetch(id);
        List<RunEntry> numbered = new ArrayList<>();
        for (Happened each : happened.apply(found.run)) {
            numbered.add(each.numbered(found.entries.size() + numbered.size() + 1));
        }
        found.entries.addAll(numbered);
        found.run = found.run.with(numbered);
        return List.copyOf(numbered);
    }

    @Override
    public synchronized List<RunEntry> append(RunId id, IdempotencyKey key, Function<Run, List<Happened>> happened) {
        Map<String, Keyed> keys = fetch(id).keys;
        Keyed keyed = Optional.ofNullable(keys.get(key.text())).orElseGet(() -> new Keyed(key, append(id, happened)));
        if (!keyed.key().equals(key)) {
            throw new IdempotencyKey.Reused(key);
        }
        keys.put(key.text(), keyed);
        return keyed.entries();
    }

    @Override
    public synchronized List<RunEntry> entries(RunId id, long after, int limit) {
        return Optional.ofNullable(kept.get(id)).stream()
                .flatMap(found -> found.entries.stream().skip(after).limit(limit))
                .toList();
    }

    @Override
    public synchronized Run update(RunId id, UnaryOperator<Run> change) {
        Kept found = fetch(id);
        found.run = change.apply(found.run);
        return found.run;
    }

    @Override
    public synchronized List<RunId> silent(Instant since, int limit) {
        return ids(run -> !run.status().ended() && run.seenAt().isBefore(since), limit);
    }

    @Override
    public synchronized List<RunId> unfinished(Instant since, int limit) {
        return ids(run -> run.status().ended() && !run.closed() && run.seenAt().isBefore(since), limit);
    }

    private List<RunId> ids(Predicate<Run> which, int limit) {
        return runs(which)
                .sorted(Comparator.comparing(Run::seenAt))
                .map(Run::id)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void keepTrace(RunId id, Trace trace) {
        fetch(id).trace = Optional.of(trace);
    }

    @Override
    public synchronized Optional<Trace> findTrace(RunId id) {
        return Optional.ofNullable(kept.get(id)).flatMap(found -> found.trace);
    }
}
