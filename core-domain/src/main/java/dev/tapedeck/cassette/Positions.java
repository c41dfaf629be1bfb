package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * Where one session stands in the lanes of one take. Claims are atomic: a number is handed out once (or again only by
 * the session's rule for exhausted rows), under any concurrency, by any node that shares the session's page.
 *
 * <p>The mark of a place is the number handed out there last, and in the upper half how often the row was begun again.
 * Being a number and no index, it means the same to nodes one of which has seen an interaction come or go and the other
 * has not.
 */
final class Positions {
    private static final int ROUND = 32;

    private final SessionPage page;
    private final TakeId take;
    private final Tape tape;
    private final OnExhausted onExhausted;

    /** What became of a claim. */
    sealed interface Claim {
        record Taken(int number) implements Claim {}

        /** The next one was not acceptable; nothing was taken. */
        record Declined() implements Claim {}

        record NoMatch() implements Claim {}

        record Exhausted(int recorded) implements Claim {}
    }

    Positions(SessionPage page, TakeId take, Tape tape) {
        this.page = page;
        this.take = take;
        this.tape = tape;
        this.onExhausted = page.entry().spec().onExhausted();
    }

    TakeId take() {
        return take;
    }

    Tape tape() {
        return tape;
    }

    /** Takes the next interaction of that lane and key, if it is acceptable. */
    Claim claim(Lane lane, RequestKey key, IntPredicate acceptable) {
        Optional<Tape.Row> row = tape.row(lane, key);
        if (row.isEmpty()) {
            return new Claim.NoMatch();
        }
        Next next = new Next(row.get().numbers(), acceptable);
        OptionalLong mark = page.move(take, row.get().place(), next);
        if (mark.isPresent()) {
            return new Claim.Taken(number(mark.getAsLong()));
        }
        return next.declined
                ? new Claim.Declined()
                : new Claim.Exhausted(row.get().numbers().size());
    }

    /** What follows a mark on a row; remembers whether the last answer was that it isn't acceptable. */
    private final class Next implements LongUnaryOperator {
        private final List<Integer> numbers;
        private final IntPredicate acceptable;
        private boolean declined;

        Next(List<Integer> numbers, IntPredicate acceptable) {
            this.numbers = numbers;
            this.acceptable = acceptable;
        }

        @Override
        public long applyAsLong(long mark) {
            long next = next(mark, numbers);
            declined = next != mark && !acceptable.test(number(next));
            return declined ? mark : next;
        }
    }

    private long next(long mark, List<Integer> numbers) {
        int index = indexAfter(number(mark), numbers);
        if (index < numbers.size()) {
            return mark(round(mark), numbers.get(index));
        }
        return switch (onExhausted) {
            case FAIL -> mark;
            case REPEAT_LAST -> mark(round(mark) + 1, numbers.getLast());
            case REWIND -> mark(round(mark) + 1, numbers.getFirst());
        };
    }

    private static int indexAfter(int number, List<Integer> numbers) {
        int found = Collections.binarySearch(numbers, number);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static long mark(long round, int number) {
        return round << ROUND | number;
    }

    private static long round(long mark) {
        return mark >>> ROUND;
    }

    private static int number(long mark) {
        return (int) mark;
    }

    /** The numbers never handed out, in order. */
    List<Integer> unplayed() {
        Map<Tape.Place, Long> marks = page.marks(take);
        return tape.rows()
                .flatMap(row -> unplayed(row.numbers(), marks.getOrDefault(row.place(), 0L)))
                .sorted()
                .toList();
    }

    private Stream<Integer> unplayed(List<Integer> numbers, long mark) {
        boolean begunAgain = round(mark) > 0 && onExhausted == OnExhausted.REWIND;
        return begunAgain
                ? Stream.empty()
                : numbers.subList(indexAfter(number(mark), numbers), numbers.size()).stream();
    }
}
