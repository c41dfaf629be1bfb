package dev.tapedeck.web.resilience;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What resilience did lately, and whoever listens. Bounded, thread-safe. */
@Singleton
public final class ResilienceFeed {
    private static final int LATEST = 200;

    private final Deque<ResilienceSeen> latest = new ArrayDeque<>();
    private final List<Consumer<ResilienceSeen>> listeners = new CopyOnWriteArrayList<>();

    void seen(ResilienceSeen event) {
        synchronized (latest) {
            latest.addFirst(event);
            if (latest.size() > LATEST) {
                latest.removeLast();
            }
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /** The latest events, newest first, at most {@value #LATEST}. */
    public List<ResilienceSeen> latest() {
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }

    /**
     * Calls the listener for each event from now on, on the thread that met it: it must not block.
     *
     * @return ends it
     */
    public Runnable subscribe(Consumer<ResilienceSeen> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
