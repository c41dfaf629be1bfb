package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** A page in this process's memory: without a lock, so it may be used on an event loop. Thread-safe. */
public final class LocalPage implements SessionPage {
    private final SessionEntry entry;
    private final Time time;
    private final Consumer<LocalPage> closed;
    private final Map<TakeId, Map<Tape.Place, AtomicLong>> marks = new ConcurrentHashMap<>();
    private final Map<Source, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Instant lastUsed;

    /** @param closed called when the page is struck out */
    public LocalPage(SessionEntry entry, Time time, Consumer<LocalPage> closed) {
        this.entry = entry;
        this.time = time;
        this.closed = closed;
        this.lastUsed = time.now();
    }

    @Override
    public SessionEntry entry() {
        return entry;
    }

    @Override
    public boolean use() {
        lastUsed = time.now();
        return !closing.get();
    }

    @Override
    public Instant lastUsed() {
        return lastUsed;
    }

    @Override
    public OptionalLong move(TakeId take, Tape.Place place, LongUnaryOperator next) {
        AtomicLong mark = marks.computeIfAbsent(take, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(place, any -> new AtomicLong());
        while (true) {
            long from = mark.get();
            long to = next.applyAsLong(from);
            if (to == from) {
                return OptionalLong.empty();
            }
            if (mark.compareAndSet(from, to)) {
                return OptionalLong.of(to);
            }
        }
    }

    @Override
    public Map<Tape.Place, Long> marks(TakeId take) {
        Map<Tape.Place, Long> moved = new HashMap<>();
        marks.getOrDefault(take, Map.of()).forEach((place, mark) -> {
            long at = mark.get();
            if (at > 0) {
                moved.put(place, at);
            }
        });
        return moved;
    }

    @Override
    public void count(Source source) {
        counts.computeIfAbsent(source, any -> new LongAdder()).increment();
    }

    @Override
    public Map<Source, Long> counts() {
        Map<Source, Long> sums = new HashMap<>();
        counts.forEach((source, count) -> sums.put(source, count.sum()));
        return sums;
    }

    @Override
    public boolean beginClosing() {
        return closing.compareAndSet(false, true);
    }

    @Override
    public void reopen() {
        closing.set(false);
    }

    @Override
    public void close() {
        closing.set(true);
        closed.accept(this);
    }

    /** Whether it is closed or being closed. */
    public boolean closing() {
        return closing.get();
    }

    @Override
    public boolean leave() {
        return true;
    }
}
