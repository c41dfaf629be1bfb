package dev.tapedeck.run;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.RunEntry.Content;
import dev.tapedeck.run.RunEntry.Gap;
import dev.tapedeck.run.RunEntry.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes what happens in runs without keeping anybody waiting, and writes it in batches, on a thread that does nothing else.
 * What comes faster than it can be written is dropped once the journal is full, and a {@link Gap} tells how much that was.
 * A run that nobody has begun is begun. Thread-safe.
 */
public final class RunJournal {
    private static final int AT_ONCE = 500;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(10);

    private final RunLog log;
    private final Sanitiser sanitiser;
    private final Time time;
    private final Limits limits;
    private final Consumer<Failure> lost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Map<RunId, Long> dropped = new HashMap<>();
    private long weight;
    private long taken;
    private long written;
    private boolean ending;

    /**
     * How much may wait.
     *
     * @param bytes what the entries hold on to, about
     */
    public record Limits(int entries, long bytes) {}

    /**
     * Something that waits to be written.
     *
     * @param content made on the journal's thread
     * @param dropped how much was dropped before it
     */
    private record Pending(RunId run, Instant at, Supplier<? extends Content> content, long weight, long dropped) {}

    /** @param lost is told why something couldn't be written and never will be */
    public RunJournal(RunLog log, Sanitiser sanitiser, Time time, Limits limits, Consumer<Failure> lost) {
        this.log = log;
        this.sanitiser = sanitiser;
        this.time = time;
        this.limits = limits;
        this.lost = lost;
    }

    /** Takes one whose content is at hand. Never waits for the store. */
    public void offer(RunId run, Content content) {
        offer(run, 0, () -> content);
    }

    /**
     * Takes one. Never waits for the store.
     *
     * @param bytes how much the content holds on to until it is made
     * @param content made later, on the journal's thread
     */
    public void offer(RunId run, long bytes, Supplier<? extends Content> content) {
        Instant now = time.now();
        lock.lock();
        try {
            if (waiting.size() >= limits.entries() || weight + bytes > limits.bytes()) {
                drop(run, 1);
                return;
            }
            long before = Optional.ofNullable(dropped.remove(run)).orElse(0L);
            waiting.add(new Pending(run, now, content, bytes, before));
            weight += bytes;
            taken++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Remembered until the run's next entry; of no more runs than entries may wait. */
    private void drop(RunId run, long count) {
        if (dropped.containsKey(run) || dropped.size() < limits.entries()) {
            dropped.merge(run, count, Long::sum);
        }
    }

    /** Writes what comes, until {@link #end}: then what is left. For one thread. */
    public void keep() throws InterruptedException {
        for (List<Pending> part = next(); !part.isEmpty(); part = next()) {
            write(part);
            done(part);
        }
    }

    private List<Pending> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ending) {
                changed.await();
            }
            List<Pending> part = new ArrayList<>();
            while (part.size() < AT_ONCE && !waiting.isEmpty()) {
                part.add(waiting.remove());
            }
            return part;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Pending> part) {
        Map<RunId, List<Happened>> byRun = new LinkedHashMap<>();
        for (Pending pending : part) {
            List<Happened> entries = byRun.computeIfAbsent(pending.run(), run -> new ArrayList<>());
            if (pending.dropped() > 0) {
                entries.add(new Happened(pending.at(), new Gap(pending.dropped())));
            }
            entries.add(new Happened(pending.at(), content(pending)));
        }
        byRun.forEach(this::write);
    }

    /** What others sent is read here for the first time: if that fails, it is missing, and nothing else is. */
    private Content content(Pending pending) {
        try {
            return sanitiser.clean(pending.content().get());
        } catch (RuntimeException fault) {
            lost.accept(fault("What happened in run '%s' can't be understood", pending.run(), fault));
            return new Gap(1);
        }
    }

    /** Until it is written, or can't be; while the store is down, again and again. */
    private void write(RunId run, List<Happened> entries) {
        while (true) {
            try {
                append(run, entries);
                return;
            } catch (FailedCall failed) {
                if (!(failed.failure() instanceof Failure.StoreDown) || isEnding()) {
                    lose(run, entries, failed.failure());
                    return;
                }
                time.pause(REST);
            } catch (RuntimeException refused) {
                lose(run, entries, fault("What happened in run '%s' can't be written", run, refused));
                return;
            }
        }
    }

    /** The next entry of the run tells that these are missing. */
    private void lose(RunId run, List<Happened> entries, Failure why) {
        long count = entries.stream()
                .mapToLong(entry -> entry.content() instanceof Gap(long before) ? before : 1)
                .sum();
        lock.lock();
        try {
            drop(run, count);
        } finally {
            lock.unlock();
        }
        lost.accept(why);
    }

    /** Without the words of the fault, which may quote what it is about. */
    private static Failure fault(String what, RunId run, RuntimeException fault) {
        return new Failure.Invalid(
                "entry", (what + ": %s").formatted(run, fault.getClass().getSimpleName()));
    }

    private void append(RunId run, List<Happened> entries) {
        try {
            log.append(run, entries);
        } catch (FailedCall failed) {
            if (!(failed.failure() instanceof Failure.Unknown)) {
                throw failed;
            }
            begin(run);
            log.append(run, entries);
        }
    }

    /** Somebody else may do so at the same time. */
    private void begin(RunId run) {
        try {
            log.create(Run.starting(RunSpec.named(new RunName(run.value())), run, time.now()));
        } catch (FailedCall failed) {
            if (!(failed.failure() instanceof Failure.Conflict)) {
                throw failed;
            }
        }
    }

    private void done(List<Pending> part) {
        lock.lock();
        try {
            written += part.size();
            weight -= part.stream().mapToLong(Pending::weight).sum();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when everything that was taken before is written, and the gap at the end of that run too.
     *
     * @throws FailedCall {@code StoreDown} if that takes longer than 10 seconds
     */
    void flush(RunId run) {
        lock.lock();
        try {
            long goal = taken;
            long nanos = LONGEST_FLUSH.toNanos();
            while (written < goal && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (written < goal) {
                throw late();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw late();
        } finally {
            lock.unlock();
        }
        lastGap(run).ifPresent(gap -> append(run, List.of(new Happened(time.now(), gap))));
    }

    private Optional<Gap> lastGap(RunId run) {
        lock.lock();
        try {
            return Optional.ofNullable(dropped.remove(run)).map(Gap::new);
        } finally {
            lock.unlock();
        }
    }

    private static FailedCall late() {
        return FailedCall.rejected(new Failure.StoreDown(
                "What had happened in the run couldn't be written in time. Finish it again.", Optional.empty()));
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@link #keep} return when all is written. */
    public void end() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
