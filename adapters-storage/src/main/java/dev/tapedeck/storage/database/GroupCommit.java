package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commits what many threads change at once in as few transactions as there can be: one writer takes what is queued,
 * commits it together, wakes the callers and looks again. Changes are done in the order in which they were queued. A
 * change that breaks its transaction fails alone: the others of its batch are done again one by one. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
    static final Failure CLOSED = new Failure.StoreDown(
            "The store is closed: Tapedeck is shutting down. Nothing was recorded.", Optional.empty());

    private static final int MAX_BATCH = 256;
    /** After how long without a change the writer's thread ends. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Transaction transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Queue<Pending<?>> waiting = new ArrayDeque<>();
    private @Nullable Thread writer;
    private boolean closed;

    GroupCommit(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Waits until the change is committed, maybe together with others. */
    <T> T together(Supplier<T> change) {
        return queue(new Pending<>(change, done -> {}, false)).await();
    }

    /** Waits until the change is committed in a transaction of its own. */
    <T> T alone(Supplier<T> change, Consumer<T> committed) {
        return queue(new Pending<>(change, committed, true)).await();
    }

    /** Puts a change in the queue without waiting for it. */
    <T> Pending<T> queue(Pending<T> pending) {
        lock.lock();
        try {
            if (closed) {
                throw FailedCall.rejected(CLOSED);
            }
            waiting.add(pending);
            something.signal();
            startWriter();
            return pending;
        } finally {
            lock.unlock();
        }
    }

    private void startWriter() {
        if (writer == null) {
            writer = Thread.ofPlatform().daemon().name("cassette-writer").unstarted(this::write);
            writer.setContextClassLoader(GroupCommit.class.getClassLoader());
            writer.start();
        }
    }

    private void write() {
        try {
            for (List<Pending<?>> batch = next(); !batch.isEmpty(); batch = next()) {
                commit(batch);
            }
        } finally {
            ended();
        }
    }

    /** Waits for changes; none if the store was closed or nothing was to be done for long. */
    private List<Pending<?>> next() {
        lock.lock();
        try {
            awaitSomething();
            List<Pending<?>> batch = new ArrayList<>();
            for (Pending<?> head = waiting.peek(); fits(head, batch); head = waiting.peek()) {
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void awaitSomething() {
        try {
            long nanos = IDLE.toNanos();
            while (waiting.isEmpty() && !closed && nanos > 0) {
                nanos = something.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean fits(@Nullable Pending<?> head, List<Pending<?>> batch) {
        return head != null
                && (batch.isEmpty()
                        || (batch.size() < MAX_BATCH
                                && !head.alone()
                                && !batch.getFirst().alone()));
    }

    private void commit(List<Pending<?>> batch) {
        try {
            tried(batch).ifPresent(broken -> again(batch, broken));
        } finally {
            batch.forEach(Pending::abandon);
        }
    }

    private void again(List<Pending<?>> batch, RuntimeException broken) {
        if (batch.size() > 1 && transaction.answers()) {
            commitSingly(batch);
        } else {
            batch.forEach(pending -> pending.fail(broken));
        }
    }

    private void commitSingly(List<Pending<?>> batch) {
        for (int at = 0; at < batch.size(); at++) {
            Optional<RuntimeException> broken = tried(List.of(batch.get(at)));
            if (broken.isPresent()) {
                batch.get(at).fail(broken.get());
                if (!transaction.answers()) {
                    batch.subList(at, batch.size()).forEach(pending -> pending.fail(broken.get()));
                    return;
                }
            }
        }
    }

    /** Commits all of them in one transaction and tells their callers, or gives back what broke it. */
    private Optional<RuntimeException> tried(List<Pending<?>> batch) {
        try {
            transaction.run(() -> batch.forEach(Pending::apply));
        } catch (RuntimeException broken) {
            return Optional.of(broken);
        }
        tell(batch);
        return Optional.empty();
    }

    /** What is committed is not done again, even if it can't be forced to the disk. */
    private void tell(List<Pending<?>> batch) {
        try {
            transaction.forceToDisk();
            batch.forEach(Pending::succeed);
        } catch (RuntimeException unsure) {
            batch.forEach(pending -> pending.fail(unsure));
        }
    }

    /** The writer ends. If there is something to do (an error ended it, or it came just now), another takes its place. */
    private void ended() {
        lock.lock();
        try {
            writer = null;
            if (!waiting.isEmpty()) {
                startWriter();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more changes, and waits until those that are queued are committed. */
    @Override
    public void close() {
        Optional<Thread> last;
        lock.lock();
        try {
            closed = true;
            something.signal();
            last = Optional.ofNullable(writer);
        } finally {
            lock.unlock();
        }
        last.ifPresent(GroupCommit::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
