package dev.tapedeck.run;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.RunEntry.Happened;
import dev.tapedeck.storage.memory.MemoryRunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A log in memory that can be down or slow, and remembers how it was written to. Thread-safe. */
public final class ScriptedRunLog implements RunLog {
    private final RunLog log = new MemoryRunLog();
    private final List<Integer> appended = new ArrayList<>();
    private final List<String> deeds = new ArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private Optional<Semaphore> gate = Optional.empty();
    private Optional<RunId> damaged = Optional.empty();
    private Optional<RuntimeException> next = Optional.empty();
    private int refusals;

    /** The next so many changes are refused. */
    public synchronized void refuse(int changes) {
        refusals = changes;
    }

    /** That run can't be understood any more. */
    public synchronized void damage(RunId id) {
        damaged = Optional.of(id);
    }

    private synchronized void read(RunId id) {
        if (damaged.equals(Optional.of(id))) {
            throw FailedCall.rejected(new Failure.Damaged("Run '%s' can't be read.".formatted(id)));
        }
    }

    /** Entries are only appended while the gate is open. */
    public synchronized void through(Semaphore opened) {
        gate = Optional.of(opened);
    }

    /** Returns when somebody wants to append. */
    void awaitArrival() {
        arrived.acquireUninterruptibly();
    }

    /** How many entries came in each append. */
    synchronized List<Integer> appended() {
        return List.copyOf(appended);
    }

    /** What was changed, in order. */
    public synchronized List<String> deeds() {
        return List.copyOf(deeds);
    }

    private synchronized void change(String what) {
        if (refusals > 0) {
            refusals--;
            throw FailedCall.rejected(new Failure.StoreDown("The store is down.", Optional.empty()));
        }
        deeds.add(what);
    }

    private synchronized Optional<Semaphore> gate() {
        return gate;
    }

    @Override
    public void create(Run run) {
        change("create");
        log.create(run);
    }

    @Override
    public Optional<Run> find(RunId id) {
        read(id);
        return log.find(id);
    }

    @Override
    public List<Listed<RunMark, Run>> list(Set<RunStatus> statuses, Optional<RunMark> behind, int limit) {
        return log.list(statuses, behind, limit);
    }

    @Override
    public int count(Set<RunStatus> statuses, int limit) {
        return log.count(statuses, limit);
    }

    @Override
    public List<RunEntry> append(RunId id, Function<Run, List<Happened>> happened) {
        arrived.release();
        gate().ifPresent(Semaphore::acquireUninterruptibly);
        return log.append(id, run -> appending(happened.apply(run)));
    }

    @Override
    public List<RunEntry> append(RunId id, IdempotencyKey key, Function<Run, List<Happened>> happened) {
        return log.append(id, key, run -> appending(happened.apply(run)));
    }

    /** The next append fails so. */
    synchronized void breakNext(RuntimeException fault) {
        next = Optional.of(fault);
    }

    private synchronized List<Happened> appending(List<Happened> happened) {
        if (next.isPresent()) {
            RuntimeException fault = next.get();
            next = Optional.empty();
            throw fault;
        }
        if (!happened.isEmpty()) {
            change("append " + happened.getFirst().content().kind());
            appended.add(happened.size());
        }
        return happened;
    }

    @Override
    public List<RunEntry> entries(RunId id, long after, int limit) {
        return log.entries(id, after, limit);
    }

    @Override
    public Run update(RunId id, UnaryOperator<Run> change) {
        change("update");
        return log.update(id, change);
    }

    @Override
    public List<RunId> silent(Instant since, int limit) {
        return log.silent(since, limit);
    }

    @Override
    public List<RunId> unfinished(Instant since, int limit) {
        return log.unfinished(since, limit);
    }

    @Override
    public void keepTrace(RunId id, Trace trace) {
        change("keep trace");
        log.keepTrace(id, trace);
    }

    @Override
    public Optional<Trace> findTrace(RunId id) {
        return log.findTrace(id);
    }
}
