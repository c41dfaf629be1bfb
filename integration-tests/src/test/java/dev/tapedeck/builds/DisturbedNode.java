package dev.tapedeck.builds;

import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A node that is killed or stands still, and works again after a while each time. Thread-safe. */
final class DisturbedNode implements AutoCloseable {
    private enum State {
        UP,
        STILL,
        DOWN
    }

    private final TapedeckProcess process;
    private State state = State.UP;
    /** What was meant for a state that is over isn't done any more. */
    private int states;

    private CompletableFuture<?> deeds = CompletableFuture.completedFuture(null);

    DisturbedNode(TapedeckProcess process) {
        this.process = process;
    }

    TapedeckProcess process() {
        return process;
    }

    /** Whether it works. */
    synchronized boolean isUp() {
        return state == State.UP;
    }

    /** Whether it works or stands still. */
    synchronized boolean isThere() {
        return state != State.DOWN;
    }

    /**
     * Kills it, and starts it again.
     *
     * @param later zero for before this returns
     */
    synchronized void kill(Duration later) {
        if (state != State.DOWN) {
            int now = enter(State.DOWN);
            add(at(later, now, process::kill9).thenRunAsync(this::restart));
        }
    }

    private void restart() {
        process.restart();
        synchronized (this) {
            enter(State.UP);
        }
    }

    /**
     * Has it stand still for so long.
     *
     * @param later zero for before this returns
     */
    synchronized void standStill(Duration later, Duration length) {
        if (state == State.UP) {
            int now = enter(State.STILL);
            add(at(later, now, process::standStill).thenRunAsync(() -> goOn(now), after(length)));
        }
    }

    private synchronized void goOn(int meant) {
        in(meant, () -> {
            process.goOn();
            enter(State.UP);
        });
    }

    private int enter(State next) {
        state = next;
        return ++states;
    }

    private synchronized void in(int meant, Runnable deed) {
        if (states == meant) {
            deed.run();
        }
    }

    private CompletableFuture<Void> at(Duration later, int meant, Runnable deed) {
        if (later.isZero()) {
            deed.run();
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> in(meant, deed), after(later));
    }

    private static Executor after(Duration time) {
        return CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void add(CompletableFuture<Void> deed) {
        deeds = CompletableFuture.allOf(deeds, deed);
    }

    /** Waits until it works, and nothing more is to happen to it. */
    void settled() {
        CompletableFuture<?> all;
        synchronized (this) {
            all = deeds;
        }
        all.join();
    }

    @Override
    public void close() {
        try {
            settled();
        } finally {
            process.close();
        }
    }
}
