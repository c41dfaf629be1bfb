package dev.tapedeck.provider.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Keeps things by their ids, as long as there is room: then those that are done go, oldest first. Thread-safe. */
final class Shelf<T> {
    private static final int MOST_THINGS = 2_000;

    private final Map<String, T> things = new LinkedHashMap<>();
    private final ToLongFunction<T> size;
    private final Predicate<T> done;

    Shelf(ToLongFunction<T> size, Predicate<T> done) {
        this.size = size;
        this.done = done;
    }

    /** @throws Refusal if there is no room, and nothing that could go */
    synchronized void put(String id, T thing) {
        Iterator<String> oldest = List.copyOf(things.keySet()).iterator();
        while (isFull(size.applyAsLong(thing))) {
            if (!oldest.hasNext()) {
                throw Refusal.limited("The simulator holds all the batches it can. Wait for some to end.");
            }
            String old = oldest.next();
            find(old).filter(done).ifPresent(gone -> things.remove(old));
        }
        things.put(id, thing);
    }

    private boolean isFull(long more) {
        long held = things.values().stream().mapToLong(size).sum();
        return things.size() >= MOST_THINGS || held + more > SentBody.MOST;
    }

    synchronized Optional<T> find(String id) {
        return Optional.ofNullable(things.get(id));
    }

    synchronized Optional<T> change(String id, UnaryOperator<T> change) {
        return Optional.ofNullable(things.computeIfPresent(id, (same, thing) -> change.apply(thing)));
    }

    synchronized boolean remove(String id) {
        return things.remove(id) != null;
    }

    /** Newest first. */
    synchronized List<T> all() {
        List<T> all = new ArrayList<>(things.values());
        Collections.reverse(all);
        return all;
    }
}
