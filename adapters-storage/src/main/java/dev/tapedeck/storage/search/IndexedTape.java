package dev.tapedeck.storage.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** How far the index has read one take. For the index' own thread only. */
final class IndexedTape {
    private final long id;
    private final NavigableSet<Integer> open = new TreeSet<>();
    private Seen seen;
    private int last;
    private int count;

    /**
     * @param id what its interactions are marked with in the index
     * @param last the highest number read so far
     * @param count how many of its interactions are in the index
     * @param open the numbers of those whose calls had not ended
     */
    IndexedTape(long id, Seen seen, int last, int count, Collection<Integer> open) {
        this.id = id;
        this.seen = seen;
        this.last = last;
        this.count = count;
        this.open.addAll(open);
    }

    /** A tape of which nothing has been read. */
    static IndexedTape unread(long id, Seen seen) {
        return new IndexedTape(id, seen, 0, 0, List.of());
    }

    long id() {
        return id;
    }

    Seen seen() {
        return seen;
    }

    int last() {
        return last;
    }

    int count() {
        return count;
    }

    /** A copy: reading it again changes the tape. */
    List<Integer> open() {
        return new ArrayList<>(open);
    }

    void seen(Seen now) {
        seen = now;
    }

    /** How many of that many interactions haven't been read, roughly. */
    int behind(int interactions) {
        return Math.max(0, interactions - count) + open.size();
    }

    /** Whether there is nothing to read on a cassette that looks like this. */
    boolean isUpToDate(Seen now) {
        return seen.equals(now) && count == now.interactions() && open.isEmpty();
    }

    void added(int number, boolean complete) {
        last = Math.max(last, number);
        count++;
        if (!complete) {
            open.add(number);
        }
    }

    void ended(int number) {
        open.remove(number);
    }

    void removed(int number) {
        open.remove(number);
        count--;
    }
}
