package dev.tapedeck.run;

import static dev.tapedeck.run.RunExamples.R1;
import static dev.tapedeck.run.RunExamples.action;
import static dev.tapedeck.run.RunExamples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.run.RunEntry.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RunJournalTest {
    private static final int MOST = 10;
    private static final long MOST_BYTES = 1_000;

    private final ScriptedRunLog log = new ScriptedRunLog();
    private final VirtualTime time = new VirtualTime();
    private final List<Failure> lost = new CopyOnWriteArrayList<>();
    private final RunJournal journal =
            new RunJournal(log, Sanitisers.real(), time, new RunJournal.Limits(MOST, MOST_BYTES), lost::add);
    private final Thread keeper = Thread.ofVirtual().unstarted(this::keep);

    private void keep() {
        try {
            journal.keep();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        journal.end();
        keeper.join();
    }

    private List<RunEntry> entries() {
        return log.entries(R1, 0, 1_000);
    }

    private List<String> texts() {
        return entries().stream()
                .map(entry -> switch (entry.content()) {
                    case RunEntry.Action action -> action.resultText().orElseThrow();
                    case Gap(long dropped) -> "gap " + dropped;
                    default -> entry.content().kind();
                })
                .toList();
    }

    private void offer(String... texts) {
        for (String text : texts) {
            journal.offer(R1, action(text));
        }
    }

    @Test
    void whatIsOfferedIsWrittenInItsOrderAndInOneGo() {
        // Given
        log.create(run("r1"));
        offer("a", "b", "c");

        // When
        keeper.start();
        journal.flush(R1);

        // Then
        assertThat(texts()).containsExactly("a", "b", "c");
        assertThat(log.appended()).containsExactly(3);
    }

    @Test
    void nobodyWaitsForASlowStoreAndWhatWasDroppedIsToldInItsPlace() {
        // Given
        log.create(run("r1"));
        Semaphore gate = new Semaphore(0);
        log.through(gate);
        keeper.start();

        // When
        IntStream.range(0, MOST).forEach(number -> offer("a" + number));
        log.awaitArrival();
        IntStream.range(0, 2 * MOST).forEach(number -> offer("c"));
        gate.release(1_000);
        journal.flush(R1);
        offer("after");
        journal.flush(R1);

        // Then
        long dropped = entries().stream()
                .mapToLong(entry -> entry.content() instanceof Gap(long count) ? count : 0)
                .sum();
        assertThat(dropped).isGreaterThanOrEqualTo(MOST);
        assertThat(texts()).startsWith("a0").endsWith("after");
        assertThat(texts().get(texts().size() - 2)).startsWith("gap ");
        assertThat(log.find(R1)).get().extracting(run -> run.counts().dropped()).isEqualTo(dropped);
    }

    @Test
    void whatHoldsOnToTooMuchIsDropped() {
        // Given
        log.create(run("r1"));
        journal.offer(R1, MOST_BYTES, () -> action("large"));
        offer("small");

        // When
        journal.offer(R1, 1, () -> action("one too many"));
        keeper.start();
        journal.flush(R1);

        // Then
        assertThat(texts()).containsExactly("large", "small", "gap 1");
    }

    @Test
    void aRunThatNobodyBeganIsBegun() {
        // When
        offer("a");
        keeper.start();
        journal.flush(R1);

        // Then
        assertThat(texts()).containsExactly("a");
        assertThat(log.find(R1)).get().extracting(Run::name).isEqualTo(new RunName("r1"));
    }

    @Test
    void whileTheStoreIsDownItIsTriedAgain() {
        // Given
        log.create(run("r1"));
        log.refuse(3);
        offer("a", "b");

        // When
        keeper.start();
        journal.flush(R1);

        // Then
        assertThat(texts()).containsExactly("a", "b");
        assertThat(time.pauses()).hasSize(3);
        assertThat(lost).isEmpty();
    }

    @Test
    void atTheEndWhatIsLeftIsWritten() throws InterruptedException {
        // Given
        log.create(run("r1"));
        offer("a", "b");

        // When
        journal.end();
        keeper.start();
        keeper.join();

        // Then
        assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void whatCannotBeMadeIsMissingAndNothingElseIs() throws InterruptedException {
        // Given
        log.create(run("r1"));
        offer("a");
        journal.offer(R1, 0, () -> {
            throw new IllegalStateException("no JSON");
        });
        offer("b");

        // When
        journal.end();
        keeper.start();
        keeper.join();

        // Then
        assertThat(texts()).containsExactly("a", "gap 1", "b");
        assertThat(lost).singleElement().isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void whatTheStoreRefusesIsMissingAndToldAndTheJournalGoesOn() {
        // Given
        log.create(run("r1"));
        log.breakNext(new IllegalArgumentException("with the words of a secret"));
        offer("a", "b");
        keeper.start();
        journal.flush(R1);

        // When
        offer("c");
        journal.flush(R1);

        // Then
        assertThat(texts()).containsExactly("gap 2", "c");
        assertThat(lost)
                .singleElement()
                .extracting(Failure::message)
                .isEqualTo("What happened in run 'r1' can't be written: IllegalArgumentException");
    }

    @Test
    void ofNoMoreRunsThanMayWaitIsItKnownWhatWasDropped() {
        // Given
        IntStream.range(0, MOST).forEach(number -> offer("a" + number));

        // When
        IntStream.range(0, 10 * MOST).forEach(number -> journal.offer(new RunId("r-" + number), action("x")));
        keeper.start();
        journal.flush(R1);
        IntStream.range(0, 10 * MOST).forEach(number -> journal.flush(new RunId("r-" + number)));

        // Then
        assertThat(log.list(Set.of(), Optional.empty(), 1_000)).hasSize(1 + MOST);
    }

    @Test
    void whatCannotBeWrittenAtTheEndIsTold() throws InterruptedException {
        // Given
        log.create(run("r1"));
        log.refuse(1);
        offer("a");

        // When
        journal.end();
        keeper.start();
        keeper.join();

        // Then
        assertThat(lost).singleElement().isInstanceOf(Failure.StoreDown.class);
    }

    @Test
    void whoeverWaitsForAStoreThatStaysDownIsToldInTheEnd() {
        // Given
        offer("a");
        Thread.currentThread().interrupt();

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> journal.flush(R1))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.StoreDown.class));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void manyAtOnceEachKeepTheirOrder() throws InterruptedException {
        // Given
        int runs = 8;
        int each = 500;
        RunJournal wide =
                new RunJournal(log, Sanitisers.real(), time, new RunJournal.Limits(runs * each, MOST_BYTES), lost::add);
        Thread writer = Thread.startVirtualThread(() -> {
            try {
                wide.keep();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });

        // When
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int number = 0; number < runs; number++) {
            RunId id = new RunId("side-" + number);
            all.add(CompletableFuture.runAsync(
                    () -> IntStream.range(0, each).forEach(at -> wide.offer(id, action("" + at))),
                    Thread::startVirtualThread));
        }
        all.forEach(CompletableFuture::join);
        wide.flush(R1);
        wide.end();

        // Then
        for (int number = 0; number < runs; number++) {
            assertThat(log.entries(new RunId("side-" + number), 0, 1_000))
                    .extracting(entry ->
                            ((RunEntry.Action) entry.content()).resultText().orElseThrow())
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(String::valueOf).toList());
        }
        writer.join();
        assertThat(lost).isEmpty();
    }
}
