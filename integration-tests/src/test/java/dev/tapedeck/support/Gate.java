package dev.tapedeck.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds threads until the test opens it; gives up after half a minute, so that nothing hangs for ever. */
public final class Gate {
    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch closed;

    private Gate(int openings) {
        closed = new CountDownLatch(openings);
    }

    public static Gate closed() {
        return new Gate(1);
    }

    /** A gate that opens when {@link #open} was called that often. */
    public static Gate after(int openings) {
        return new Gate(openings);
    }

    public void open() {
        closed.countDown();
    }

    /** Opens it, however many openings are still to come. */
    public void openWide() {
        while (closed.getCount() > 0) {
            closed.countDown();
        }
    }

    /** Waits until the gate is open. */
    public void await() {
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened the gate within %d s.".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the gate was open.", stopped);
        }
    }
}
