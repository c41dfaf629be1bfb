package dev.tapedeck.transfer;

import java.util.ArrayList;
import java.util.List;

/** Collects notes up to a limit, and counts those beyond it. Used by one thread. */
final class Notes {
    private final int most;
    private final List<Note> kept = new ArrayList<>();
    private int count;

    Notes(int most) {
        this.most = most;
    }

    void add(String place, String text) {
        count++;
        if (kept.size() < most) {
            kept.add(new Note(place, text));
        }
    }

    /** How many were added. */
    int count() {
        return count;
    }

    /** What was kept; the last one tells how many were not. */
    List<Note> all() {
        List<Note> all = new ArrayList<>(kept);
        if (count > most) {
            all.add(new Note("elsewhere", "And %,d more.".formatted(count - most)));
        }
        return List.copyOf(all);
    }
}
