package dev.tapedeck.storage.database;

import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/**
 * A mark that several nodes move. Within this node one moves it at a time, beginning with what was seen last: so alone,
 * and with others mostly, a move is one statement. Thread-safe.
 */
final class SharedMark {
    /** Where the mark is kept. */
    interface Place {
        /** Moves the mark, if it is there still. */
        boolean move(long from, long to);

        long read();
    }

    private final Place place;
    private final ReentrantLock lock = new ReentrantLock();
    private long seen;

    SharedMark(Place place) {
        this.place = place;
    }

    OptionalLong move(LongUnaryOperator next) {
        lock.lock();
        try {
            // a mark only grows: where nothing follows the one seen last, nothing follows the one that is
            for (long to = next.applyAsLong(seen); to != seen; to = next.applyAsLong(seen)) {
                if (place.move(seen, to)) {
                    seen = to;
                    return OptionalLong.of(to);
                }
                seen = place.read();
            }
            return OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }
}
