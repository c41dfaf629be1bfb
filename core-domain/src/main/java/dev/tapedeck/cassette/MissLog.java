package dev.tapedeck.cassette;

import java.util.ArrayList;
import java.util.List;

/** The misses of one session, in order. Keeps the first {@value #CAPACITY}; later ones are only counted. Thread-safe. */
final class MissLog {
    static final int CAPACITY = 1_000;

    private final List<Miss> misses = new ArrayList<>();

    synchronized void add(Miss miss) {
        if (misses.size() < CAPACITY) {
            misses.add(miss);
        }
    }

    synchronized List<Miss> all() {
        return List.copyOf(misses);
    }
}
