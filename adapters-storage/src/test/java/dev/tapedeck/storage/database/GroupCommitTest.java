package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GroupCommitTest {
    private final ScriptedTransaction transaction = new ScriptedTransaction();
    private final GroupCommit writer = new GroupCommit(transaction);
    private final List<String> committed = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        transaction.openGate();
        writer.close();
    }

    @Test
    void whatIsQueuedDuringACommitIsCommittedTogetherInOrder() {
        // Given
        Pending<String> first = firstHeldUp();

        // When
        List<Pending<String>> others =
                Stream.of("a", "b", "c").map(this::queued).toList();
        transaction.openGate();

        // Then
        assertThat(first.await()).isEqualTo("first");
        assertThat(others).extracting(Pending::await).containsExactly("a", "b", "c");
        assertThat(transaction.commits()).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void aChangeThatIsToBeAloneHasATransactionOfItsOwnInItsPlace() {
        // Given
        firstHeldUp();

        // When
        queued("a");
        queued("b");
        queued("alone", true);
        queued("c");
        Pending<String> last = queued("d");
        transaction.openGate();

        // Then
        assertThat(last.await()).isEqualTo("d");
        assertThat(transaction.commits())
                .containsExactly(List.of("first"), List.of("a", "b"), List.of("alone"), List.of("c", "d"));
    }

    @Test
    void onlyTheOneThatBreaksItsTransactionFails() {
        // Given
        firstHeldUp();

        // When
        Pending<String> before = queued("a");
        Pending<String> guilty = queued(ScriptedTransaction.BROKEN);
        Pending<String> after = queued("b");
        transaction.openGate();

        // Then
        assertFails(guilty::await, Failure.StoreDown.class);
        assertThat(List.of(before.await(), after.await())).containsExactly("a", "b");
        assertThat(transaction.commits()).containsExactly(List.of("first"), List.of("a"), List.of("b"));
    }

    @Test
    void aRefusedChangeDisturbsNoOther() {
        // Given
        firstHeldUp();

        // When
        queued("a");
        Pending<String> refused = queued(
                () -> {
                    throw StoreFailures.unknown(new CassetteName("gone"));
                },
                false);
        Pending<String> last = queued("b");
        transaction.openGate();

        // Then
        assertFails(refused::await, Failure.Unknown.class);
        assertThat(last.await()).isEqualTo("b");
        assertThat(transaction.commits()).containsExactly(List.of("first"), List.of("a", "b"));
    }

    @Test
    void whenTheDatabaseIsDownAllAreToldAtOnce() {
        // Given
        Pending<String> first = firstHeldUp();

        // When
        List<Pending<String>> others =
                Stream.of("a", "b", "c", "d").map(this::queued).toList();
        transaction.goDown();
        transaction.openGate();

        // Then
        assertFails(first::await, Failure.StoreDown.class);
        assertThat(others).allSatisfy(each -> assertFails(each::await, Failure.StoreDown.class));
        assertThat(transaction.attempts()).isEqualTo(2);
    }

    @Test
    void anErrorLeavesNobodyWaitingAndAnotherWriterGoesOn() {
        // Given
        firstHeldUp();
        Pending<String> neighbour = queued("a");
        Pending<String> fatal = queued(
                () -> {
                    throw new AssertionError("stands for an error of the machine");
                },
                false);
        Pending<String> next = queued("b", true);

        // When
        transaction.openGate();

        // Then
        assertFails(fatal::await, Failure.StoreDown.class);
        assertFails(neighbour::await, Failure.StoreDown.class);
        assertThat(next.await()).isEqualTo("b");
    }

    @Test
    void whatFollowsACommitIsDoneInOrderBeforeTheCallersGoOn() {
        // Given
        firstHeldUp();

        // When
        queued("a");
        queued(ScriptedTransaction.BROKEN);
        Pending<String> last = queued("b");
        transaction.openGate();
        last.await();

        // Then
        assertThat(committed).containsExactly("first", "a", "b");
    }

    @Test
    void closingWaitsForWhatIsQueuedAndTakesNoMore() {
        // Given
        firstHeldUp();
        queued("a");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close);

        // When
        transaction.openGate();
        closing.join();

        // Then
        assertThat(transaction.commits()).containsExactly(List.of("first"), List.of("a"));
        assertFails(() -> queued("late"), Failure.StoreDown.class);
    }

    @Test
    void aWriterThatWasNeverUsedClosesAtOnce() {
        // When
        writer.close();

        // Then
        assertThat(transaction.attempts()).isZero();
    }

    @Test
    void changesOfManyThreadsAreAllCommittedOnce() {
        // Given
        transaction.openGate();
        List<String> words =
                Stream.iterate(0, i -> i + 1).limit(1_000).map(i -> "word-" + i).toList();

        // When
        List<CompletableFuture<String>> callers = words.stream()
                .map(word -> CompletableFuture.supplyAsync(
                        () -> writer.together(() -> transaction.add(word)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();

        // Then
        assertThat(callers).extracting(CompletableFuture::join).isEqualTo(words);
        assertThat(transaction.commits().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(words);
    }

    private Pending<String> firstHeldUp() {
        Pending<String> first = queued("first");
        transaction.awaitFirst();
        return first;
    }

    private Pending<String> queued(String word) {
        return queued(word, false);
    }

    private Pending<String> queued(String word, boolean alone) {
        return queued(() -> transaction.add(word), alone);
    }

    private Pending<String> queued(Supplier<String> change, boolean alone) {
        return writer.queue(new Pending<>(change, committed::add, alone));
    }

    private static void assertFails(ThrowingCallable deed, Class<? extends Failure> failure) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(deed)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(failure));
    }
}
