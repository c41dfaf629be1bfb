package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Provenance.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What goes through the door, since the start of the process: counts by minute for the last hour, totals, the latest
 * calls, and whoever listens. Bounded, thread-safe.
 */
public final class Traffic {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int LATEST = 100;

    private final NavigableMap<Instant, Map<Source, Long>> minutes = new TreeMap<>();
    private final Map<Source, Long> totals = new EnumMap<>(Source.class);
    private final Deque<CallSeen> latest = new ArrayDeque<>();
    private final List<Consumer<CallSeen>> listeners = new CopyOnWriteArrayList<>();

    /** The calls of one minute, by what became of them. */
    public record Minute(Instant start, Map<Source, Long> calls) {
        public Minute {
            calls = Map.copyOf(calls);
        }
    }

    /** Ends a subscription. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    public void seen(CallSeen call) {
        synchronized (this) {
            Source source = call.provenance().source();
            Instant minute = call.at().truncatedTo(ChronoUnit.MINUTES);
            minutes.computeIfAbsent(minute, any -> new EnumMap<>(Source.class)).merge(source, 1L, Long::sum);
            minutes.headMap(minute.minus(KEPT)).clear();
            totals.merge(source, 1L, Long::sum);
            latest.addFirst(call);
            if (latest.size() > LATEST) {
                latest.removeLast();
            }
        }
        listeners.forEach(listener -> listener.accept(call));
    }

    /** The minutes of the last hour in which there were calls, in order. */
    public synchronized List<Minute> lastHour() {
        List<Minute> all = new ArrayList<>();
        minutes.forEach((start, calls) -> all.add(new Minute(start, calls)));
        return all;
    }

    /** All calls since the start, by what became of them. */
    public synchronized Map<Source, Long> totals() {
        return Map.copyOf(totals);
    }

    /** The latest calls, newest first, at most {@value #LATEST}. */
    public synchronized List<CallSeen> latest() {
        return List.copyOf(latest);
    }

    /** Calls the listener for each call from now on, on the thread of the call: it must not block. */
    public Subscription subscribe(Consumer<CallSeen> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
