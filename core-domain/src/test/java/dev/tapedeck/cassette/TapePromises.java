package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Lane;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending to a take and reading it in order. */
abstract class TapePromises extends ShelfPromises {
    private static final int THREADS = 16;
    private static final int EACH = 12;

    @Test
    void interactionsAreNumberedFromOneInTheOrderOfBeginning() {
        // Given
        TakeId take = take();

        // When
        int first = store().begin(take, Examples.ticket("first"));
        int second = store().begin(take, Examples.ticket("second"));
        int third = store().begin(take, Examples.ticket("third"));

        // Then
        assertThat(List.of(first, second, third)).containsExactly(1, 2, 3);
    }

    @Test
    void eachTakeHasItsOwnNumbers() {
        // Given
        TakeId one = take();
        TakeId other = made(GREETING).take();
        store().begin(one, Examples.ticket("hello"));

        // When
        int number = store().begin(other, Examples.ticket("hello"));

        // Then
        assertThat(number).isEqualTo(1);
    }

    @Test
    void sixteenThreadsAppendWithoutGapsOrDoublesAndNoneSwapsItsAnswer() {
        // Given
        TakeId take = take();
        TakeId other = made(GREETING).take();

        // When
        List<Integer> numbers = atOnce(thread -> recorded(
                thread % 2 == 0 ? take : other,
                Examples.ticket("by " + thread),
                Examples.response("answer to by " + thread)));

        // Then
        assertThat(numbers).hasSize(THREADS * EACH);
        assertHoldsOneToN(take);
        assertHoldsOneToN(other);
        assertThat(store().interactions(take, 0, THREADS * EACH)).allSatisfy(TapePromises::assertOwnAnswer);
    }

    @Test
    void aPlaceIsTakenWhileTheCallIsStillUnderWay() {
        // Given
        TakeId take = take();
        Ticket ticket = Examples.ticket(new Lane("worker-1"), Examples.key(7));

        // When
        int number = store().begin(take, ticket);

        // Then
        assertThat(found(take, number)).isEqualTo(new Interaction(number, ticket, Ending.NONE_YET));
        assertThat(store().entries(take))
                .containsExactly(new Tape.Entry(1, new Lane("worker-1"), Examples.key(7), false));
        assertThat(store().interactions(take, 0, 10)).containsExactly(found(take, number));
    }

    @Test
    void onlyATakeThatIsThereCanBeAppendedTo() {
        assertUnknown(() -> store().begin(NO_TAKE, Examples.ticket("hello")));
    }

    @Test
    void callsMayEndInAnotherOrderThanTheyBegan() {
        // Given
        TakeId take = take();
        int first = store().begin(take, Examples.ticket("first"));
        int second = store().begin(take, Examples.ticket("second"));

        // When
        store().finish(take, second, Examples.ending(Examples.response("two")));
        store().finish(take, first, Examples.ending(Examples.response("one")));

        // Then
        assertThat(store().interactions(take, 0, 10))
                .extracting(Interaction::outcome)
                .containsExactly(Examples.response("one"), Examples.response("two"));
    }

    @Test
    void anInteractionEndsOnceAndItsFirstEndingStays() {
        // Given
        TakeId take = take();
        int number = recorded(take, Examples.ticket("hello"), Examples.response("first"));
        Cassette before = found(CHECKOUT);

        // When
        store().finish(take, number, Examples.ending(Examples.response("second, longer")));

        // Then
        assertThat(found(take, number).outcome()).isEqualTo(Examples.response("first"));
        assertThat(found(CHECKOUT)).isEqualTo(before);
    }

    @Test
    void anEndingWithoutAnOutcomeLeavesTheInteractionUnderWay() {
        // Given
        TakeId take = take();
        int number = store().begin(take, Examples.ticket("hello"));
        store().finish(take, number, new Ending(new Outcome.Incomplete(), 5, 1, List.of()));

        // When
        store().finish(take, number, Examples.ending(Examples.response("{}")));

        // Then
        assertThat(found(take, number).outcome()).isEqualTo(Examples.response("{}"));
    }

    @Test
    void onlyAnInteractionThatIsThereCanEnd() {
        // Given
        TakeId take = take();

        // Then
        assertUnknown(() -> store().finish(take, 1, Examples.ending(Examples.response("{}"))));
        assertUnknown(() -> store().finish(NO_TAKE, 1, Examples.ending(Examples.response("{}"))));
    }

    @Test
    void appendedInteractionsKeepTheirNumbersAndWhatFollowsGetsHigherOnes() {
        // Given
        TakeId take = take();
        List<Interaction> brought = List.of(
                new Interaction(2, Examples.ticket("a"), Examples.ending(Examples.response("{}"))),
                new Interaction(5, Examples.ticket("b"), Ending.NONE_YET),
                new Interaction(9, Examples.ticket("c"), Examples.ending(Examples.stream("data: x\n\n"))));

        // When
        store().append(take, brought);
        int next = store().begin(take, Examples.ticket("d"));

        // Then
        assertThat(next).isEqualTo(10);
        assertThat(store().interactions(take, 0, 3)).isEqualTo(brought);
        assertThat(store().entries(take).subList(0, 3))
                .isEqualTo(brought.stream().map(Interaction::entry).toList());
    }

    @Test
    void anAppendedInteractionWithoutAnEndCanStillEnd() {
        // Given
        TakeId take = take();
        store().append(take, List.of(new Interaction(3, Examples.ticket("a"), Ending.NONE_YET)));

        // When
        store().finish(take, 3, Examples.ending(Examples.response("{}")));

        // Then
        assertThat(found(take, 3).outcome()).isEqualTo(Examples.response("{}"));
    }

    @Test
    void aSettledCassetteIsAsItWasAndCanBeRecordedTo() {
        // Given
        TakeId take = take();
        recorded(take, Examples.ticket("a"), Examples.response("{}"));
        int open = store().begin(take, Examples.ticket("b"));
        Cassette before = found(CHECKOUT);

        // When
        store().settle(CHECKOUT);

        // Then
        assertThat(found(CHECKOUT)).isEqualTo(before);
        store().finish(take, open, Examples.ending(Examples.response("{}")));
        assertThat(store().begin(take, Examples.ticket("c"))).isEqualTo(3);
        store().settle(CHECKOUT);
        assertThat(numbers(take)).containsExactly(1, 2, 3);
    }

    @Test
    void onlyACassetteThatIsThereSettlesAndOnlyToATakeThatIsThereIsAppended() {
        assertUnknown(() -> store().settle(GREETING));
        assertUnknown(
                () -> store().append(NO_TAKE, List.of(new Interaction(1, Examples.ticket("a"), Ending.NONE_YET))));
    }

    @Test
    void aRemovedInteractionIsGone() {
        // Given
        TakeId take = take();
        recorded(take, Examples.ticket("first"), Examples.response("1"));
        int second = recorded(take, Examples.ticket("second"), Examples.response("2"));
        recorded(take, Examples.ticket("third"), Examples.response("3"));

        // When
        store().remove(take, second);

        // Then
        assertThat(numbers(take)).containsExactly(1, 3);
        assertThat(store().find(take, second)).isEmpty();
        assertThat(store().findInMemory(take, second)).isEmpty();
        assertUnknown(() -> store().finish(take, second, Examples.ending(Examples.response("{}"))));
        assertUnknown(() -> store().remove(take, second));
    }

    @Test
    void theNumberOfARemovedInteractionIsNotUsedAgain() {
        // Given
        TakeId take = take();
        store().begin(take, Examples.ticket("first"));
        int last = store().begin(take, Examples.ticket("last"));
        store().remove(take, last);

        // When
        int next = store().begin(take, Examples.ticket("next"));

        // Then
        assertThat(next).isEqualTo(3);
    }

    @Test
    void onlyAnInteractionThatIsThereCanBeRemoved() {
        // Given
        TakeId take = take();

        // Then
        assertUnknown(() -> store().remove(take, 1));
        assertUnknown(() -> store().remove(NO_TAKE, 1));
    }

    @Test
    void entriesComeInOrderOfNumber() {
        // Given
        TakeId take = take();
        IntStream.rangeClosed(1, 30)
                .forEach(i -> store().begin(take, Examples.ticket(new Lane("lane-" + i % 3), Examples.key(i))));

        // When
        List<Tape.Entry> entries = store().entries(take);

        // Then
        List<Tape.Entry> expected = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> new Tape.Entry(i, new Lane("lane-" + i % 3), Examples.key(i), false))
                .toList();
        assertThat(entries).isEqualTo(expected);
    }

    @Test
    void entriesTellWhichCallsHaveEnded() {
        // Given
        TakeId take = take();
        recorded(take, Examples.ticket("answered"), Examples.response("{}"));
        store().begin(take, Examples.ticket("under way"));
        recorded(take, Examples.ticket("failed"), Examples.timeout());

        // When
        List<Tape.Entry> entries = store().entries(take);

        // Then
        assertThat(entries).extracting(Tape.Entry::complete).containsExactly(true, false, true);
    }

    @Test
    void onlyATakeThatIsThereHasEntriesAndInteractions() {
        assertUnknown(() -> store().entries(NO_TAKE));
        assertUnknown(() -> store().interactions(NO_TAKE, 0, 10));
    }

    @Test
    void interactionsAreReadPageByPageOverTheGapsOfRemovedOnes() {
        // Given
        TakeId take = take();
        IntStream.rangeClosed(1, 6).forEach(i -> recorded(take, Examples.ticket("q" + i), Examples.response("a" + i)));
        store().remove(take, 2);

        // When
        List<Interaction> first = store().interactions(take, 0, 3);
        List<Interaction> second = store().interactions(take, first.getLast().number(), 3);
        List<Interaction> third = store().interactions(take, second.getLast().number(), 3);

        // Then
        assertThat(first).extracting(Interaction::number).containsExactly(1, 3, 4);
        assertThat(second).extracting(Interaction::number).containsExactly(5, 6);
        assertThat(second.getLast()).isEqualTo(found(take, 6));
        assertThat(third).isEmpty();
    }

    @Test
    void anInteractionThatIsNotThereIsNotFound() {
        // Given
        TakeId take = take();

        // Then
        assertThat(store().find(take, 1)).isEmpty();
        assertThat(store().find(NO_TAKE, 1)).isEmpty();
        assertThat(store().findInMemory(take, 1)).isEmpty();
        assertThat(store().findInMemory(NO_TAKE, 1)).isEmpty();
    }

    @Test
    void whatIsAtHandInMemoryIsWhatIsStored() {
        // Given
        TakeId take = take();
        int number = store().begin(take, Examples.ticket("hello"));
        Optional<Interaction> underWay = store().findInMemory(take, number);

        // When
        store().finish(take, number, Examples.ending(Examples.response("{}")));

        // Then
        underWay.ifPresent(seen -> assertThat(seen.ending()).isEqualTo(Ending.NONE_YET));
        store().findInMemory(take, number)
                .ifPresent(seen -> assertThat(seen.outcome()).isEqualTo(Examples.response("{}")));
        Interaction stored = found(take, number);
        store().findInMemory(take, number).ifPresent(seen -> assertThat(seen).isEqualTo(stored));
    }

    @Test
    void whileInteractionsComeAndGoMemoryNeverShowsOneThatIsGone() {
        // Given
        TakeId take = take();

        // When
        List<Integer> numbers = atOnce(thread -> {
            int number = recorded(take, Examples.ticket("by " + thread), Examples.response("{}"));
            found(take, number);
            store().remove(take, number);
            assertThat(store().findInMemory(take, number)).isEmpty();
            return number;
        });

        // Then
        assertThat(numbers)
                .allSatisfy(
                        number -> assertThat(store().findInMemory(take, number)).isEmpty());
        assertThat(numbers(take)).isEmpty();
    }

    private void assertHoldsOneToN(TakeId take) {
        int size = THREADS / 2 * EACH;
        assertThat(numbers(take))
                .isEqualTo(IntStream.rangeClosed(1, size).boxed().toList());
    }

    private static void assertOwnAnswer(Interaction interaction) {
        String request = interaction.ticket().request().body().text();
        String answer = ((Outcome.Response) interaction.outcome()).body().text();
        assertThat(request).contains("\"" + answer.substring("answer to ".length()) + "\"");
    }

    /** Does the deed {@value #EACH} times in each of {@value #THREADS} threads. */
    private static List<Integer> atOnce(IntDeed deed) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<List<Integer>>> tasks = IntStream.range(0, THREADS)
                    .<Callable<List<Integer>>>mapToObj(thread -> () -> IntStream.range(0, EACH)
                            .mapToObj(time -> deed.by(thread))
                            .toList())
                    .toList();
            return threads.invokeAll(tasks).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** What each thread does; gives the number it worked on. */
    private interface IntDeed {
        int by(int thread);
    }
}
