package dev.tapedeck.run;

import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.resilience.StoreCalls;
import dev.tapedeck.run.RunEntry.Happened;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store of runs that may be down for a while: every call passes a circuit, and reads are made again. */
public final class GuardedRunLog implements RunLog {
    private final RunLog log;
    private final StoreCalls calls;

    public GuardedRunLog(RunLog log, StoreCalls calls) {
        this.log = log;
        this.calls = calls;
    }

    @Override
    public void create(Run run) {
        calls.change(() -> log.create(run));
    }

    @Override
    public Optional<Run> find(RunId id) {
        return calls.read("find run", () -> log.find(id));
    }

    @Override
    public List<Listed<RunMark, Run>> list(Set<RunStatus> statuses, Optional<RunMark> behind, int limit) {
        return calls.read("list runs", () -> log.list(statuses, behind, limit));
    }

    @Override
    public int count(Set<RunStatus> statuses, int limit) {
        return calls.read("count runs", () -> log.count(statuses, limit));
    }

    @Override
    public List<RunEntry> append(RunId id, Function<Run, List<Happened>> happened) {
        return calls.change(() -> log.append(id, happened));
    }

    @Override
    public List<RunEntry> append(RunId id, IdempotencyKey key, Function<Run, List<Happened>> happened) {
        return calls.change(() -> log.append(id, key, happened));
    }

    @Override
    public List<RunEntry> entries(RunId id, long after, int limit) {
        return calls.read("entries of a run", () -> log.entries(id, after, limit));
    }

    @Override
    public Run update(RunId id, UnaryOperator<Run> change) {
        return calls.change(() -> log.update(id, change));
    }

    @Override
    public List<RunId> silent(Instant since, int limit) {
        return calls.read("silent runs", () -> log.silent(since, limit));
    }

    @Override
    public List<RunId> unfinished(Instant since, int limit) {
        return calls.read("unfinished runs", () -> log.unfinished(since, limit));
    }

    @Override
    public void keepTrace(RunId id, Trace trace) {
        calls.change(() -> log.keepTrace(id, trace));
    }

    @Override
    public Optional<Trace> findTrace(RunId id) {
        return calls.read("find trace", () -> log.findTrace(id));
    }
}
