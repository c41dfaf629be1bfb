package dev.tapedeck.web.watch;

import dev.tapedeck.exchange.FailedCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells whoever listens what has changed, whichever node changed it: it looks again and again. While nobody listens nothing
 * is looked at. Thread-safe.
 *
 * @param <K> by what it is known
 * @param <S> what is seen of it
 */
public abstract class Watch<K, S> {
    private final List<Consumer<S>> listeners = new CopyOnWriteArrayList<>();
    private Map<K, S> last = Map.of();

    /**
     * Looks, unless somebody listens already: who subscribes after this is told of all that changes from now on. May block.
     * While the store is down nothing is seen, and the next look tells of everything.
     */
    public final synchronized void begin() {
        if (listeners.isEmpty()) {
            try {
                last = seen(Map.of());
            } catch (FailedCall storeIsDown) {
                last = Map.of();
            }
        }
    }

    /**
     * Calls the listener with each that has changed; it must not block.
     *
     * @return ends it
     */
    public final Runnable subscribe(Consumer<S> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Looks once; may block. */
    public final synchronized void look() {
        if (listeners.isEmpty()) {
            return;
        }
        Map<K, S> now = seen(last);
        now.forEach((key, seen) -> {
            if (!seen.equals(last.get(key))) {
                listeners.forEach(listener -> listener.accept(seen));
            }
        });
        last = now;
    }

    /** @param before what the look before this one saw */
    protected abstract Map<K, S> seen(Map<K, S> before);
}
