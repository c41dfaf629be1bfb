package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where one session stands in the lanes of its tape. Claims are atomic: a number is handed out once (or again only by
 * the session's rule for exhausted rows), under any concurrency, without a lock.
 */
final class Positions {
    private final Tape tape;
    private final OnExhausted onExhausted;
    private final Map<Tape.Place, AtomicLong> handedOut;

    /** What became of a claim. */
    sealed interface Claim {
        record Taken(int number) implements Claim {}

        /** The next one was not acceptable; nothing was taken. */
        record Declined() implements Claim {}

        record NoMatch() implements Claim {}

        record Exhausted(int recorded) implements Claim {}
    }

    Positions(Tape tape, OnExhausted onExhausted) {
        this(tape, onExhausted, new ConcurrentHashMap<>());
    }

    private Positions(Tape tape, OnExhausted onExhausted, Map<Tape.Place, AtomicLong> handedOut) {
        this.tape = tape;
        this.onExhausted = onExhausted;
        this.handedOut = handedOut;
    }

    /** The same positions on a tape that has grown. */
    Positions on(Tape grown) {
        return new Positions(grown, onExhausted, handedOut);
    }

    Tape tape() {
        return tape;
    }

    /** Takes the next interaction of that lane and key, if it is acceptable. */
    Claim claim(Lane lane, RequestKey key, IntPredicate acceptable) {
        Optional<Tape.Row> found = tape.row(lane, key);
        if (found.isEmpty()) {
            return new Claim.NoMatch();
        }
        List<Integer> numbers = found.get().numbers();
        AtomicLong position = handedOut.computeIfAbsent(found.get().place(), place -> new AtomicLong());
        while (true) {
            long before = position.get();
            int index = indexAt(before, numbers.size());
            if (index < 0) {
                return new Claim.Exhausted(numbers.size());
            }
            int number = numbers.get(index);
            if (!acceptable.test(number)) {
                return new Claim.Declined();
            }
            if (position.compareAndSet(before, before + 1)) {
                return new Claim.Taken(number);
            }
        }
    }

    private int indexAt(long position, int recorded) {
        if (position < recorded) {
            return (int) position;
        }
        return switch (onExhausted) {
            case FAIL -> -1;
            case REPEAT_LAST -> recorded - 1;
            case REWIND -> (int) (position % recorded);
        };
    }

    /** The numbers never handed out, in order. */
    List<Integer> unplayed() {
        return tape.rows().flatMap(this::unplayedOf).sorted().toList();
    }

    private Stream<Integer> unplayedOf(Tape.Row row) {
        AtomicLong position = handedOut.get(row.place());
        long played =
                position == null ? 0 : Math.min(position.get(), row.numbers().size());
        return IntStream.range((int) played, row.numbers().size()).mapToObj(row.numbers()::get);
    }
}
