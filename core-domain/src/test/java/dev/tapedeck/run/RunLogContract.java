package dev.tapedeck.run;

import static dev.tapedeck.run.RunExamples.NOON;
import static dev.tapedeck.run.RunExamples.R1;
import static dev.tapedeck.run.RunExamples.actions;
import static dev.tapedeck.run.RunExamples.everyKind;
import static dev.tapedeck.run.RunExamples.fullRun;
import static dev.tapedeck.run.RunExamples.happened;
import static dev.tapedeck.run.RunExamples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.PhaseResult.Phase;
import dev.tapedeck.run.RunLog.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link RunLog} promises, one test per promise. An adapter's test extends this and hands over a log that is
 * empty at the start of each test.
 */
public abstract class RunLogContract {
    private static final RunId NOBODY_S = new RunId("nobody-s");
    private static final int PARALLEL = 8;
    private static final int EACH = 500;
    private static final int AT_ONCE = 10;

    /** The log under test: the same one during a test. */
    protected abstract RunLog log();

    /** Another one over the same place, as after a restart or on another node; the same one if nothing outlives it. */
    protected abstract RunLog reopened();

    static Stream<Run> bareAndFull() {
        return Stream.of(run("r1"), fullRun("r1"));
    }

    @ParameterizedTest
    @MethodSource("bareAndFull")
    void aRunComesBackAsItWas(Run run) {
        // When
        log().create(run);

        // Then
        assertThat(reopened().find(R1)).contains(run);
        assertThat(Listed.readable(log().list(Set.of(), Optional.empty(), 10))).containsExactly(run);
        assertThat(log().entries(R1, 0, 10)).isEmpty();
    }

    @Test
    void aRunThatNobodyBeganIsNotThere() {
        assertThat(log().find(NOBODY_S)).isEmpty();
        assertThat(log().entries(NOBODY_S, 0, 10)).isEmpty();
        assertThat(log().findTrace(NOBODY_S)).isEmpty();
        assertUnknown(() -> log().append(NOBODY_S, actions("a", 1)));
        assertUnknown(() -> log().update(NOBODY_S, run -> run));
        assertUnknown(() -> log().keepTrace(NOBODY_S, new Trace("text/plain", Bytes.EMPTY)));
    }

    private static void assertUnknown(ThrowingCallable deed) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(deed)
                .withMessageContaining("nobody-s")
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unknown.class));
    }

    @Test
    void anIdIsBegunOnce() {
        // When
        long begun = atOnce(PARALLEL, number -> begins(number % 2 == 0 ? log() : reopened())).stream()
                .filter(success -> success)
                .count();

        // Then
        assertThat(begun).isEqualTo(1);
        assertThat(log().find(R1)).contains(run("r1"));
    }

    private static boolean begins(RunLog log) {
        try {
            log.create(run("r1"));
            return true;
        } catch (FailedCall failed) {
            assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class);
            return false;
        }
    }

    @Test
    void entriesOfEveryKindComeBackAsTheyWere() {
        // Given
        log().create(run("r1"));

        // When
        List<RunEntry> numbered = log().append(R1, happened(everyKind()));

        // Then
        assertThat(numbered).extracting(RunEntry::content).containsExactlyElementsOf(everyKind());
        assertThat(numbered).extracting(RunEntry::number).first().isEqualTo(1L);
        assertThat(reopened().entries(R1, 0, 100)).isEqualTo(numbered);
    }

    @Test
    void entriesAreReadInParts() {
        // Given
        log().create(run("r1"));
        log().append(R1, actions("a", 5));

        // When, Then
        assertThat(log().entries(R1, 0, 2)).extracting(RunEntry::number).containsExactly(1L, 2L);
        assertThat(log().entries(R1, 2, 2)).extracting(RunEntry::number).containsExactly(3L, 4L);
        assertThat(log().entries(R1, 4, 2)).extracting(RunEntry::number).containsExactly(5L);
        assertThat(log().entries(R1, 5, 2)).isEmpty();
    }

    @Test
    void entriesChangeTheRunThatTheyBelongTo() {
        // Given
        log().create(run("r1"));
        log().create(run("r2"));

        // When
        List<RunEntry> entries = log().append(R1, happened(everyKind()));

        // Then
        assertThat(reopened().find(R1)).contains(run("r1").with(entries));
        assertThat(log().find(R1)).get().extracting(Run::status).isEqualTo(RunStatus.COMPLETED);
        assertThat(log().find(new RunId("r2"))).contains(run("r2"));
    }

    @Test
    void runsSideBySideAreNumberedEachByItselfAndNeverInterleave() {
        // Given
        IntStream.range(0, PARALLEL).forEach(number -> log().create(run("side-" + number)));

        // When
        atOnce(PARALLEL, number -> {
            RunLog log = number % 2 == 0 ? log() : reopened();
            for (int done = 0; done < EACH; done += AT_ONCE) {
                log.append(new RunId("side-" + number), actions("%d-%d-".formatted(number, done), AT_ONCE));
            }
            return true;
        });

        // Then
        for (int number = 0; number < PARALLEL; number++) {
            String who = number + "-";
            assertThat(log().entries(new RunId("side-" + number), 0, PARALLEL * EACH))
                    .hasSize(EACH)
                    .allSatisfy(entry -> assertThat(text(entry)).startsWith(who))
                    .extracting(RunEntry::number)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EACH).boxed().toList());
        }
    }

    @Test
    void partsThatAreAppendedToOneRunAtOnceStayTogether() {
        // Given
        log().create(run("r1"));

        // When
        atOnce(PARALLEL, number -> (number % 2 == 0 ? log() : reopened()).append(R1, actions(number + "-", AT_ONCE)));

        // Then
        List<String> texts =
                log().entries(R1, 0, 1_000).stream().map(RunLogContract::text).toList();
        assertThat(texts).doesNotHaveDuplicates().hasSize(PARALLEL * AT_ONCE);
        for (int at = 0; at < texts.size(); at += AT_ONCE) {
            String who = texts.get(at).substring(0, 2);
            assertThat(texts.subList(at, at + AT_ONCE)).allMatch(text -> text.startsWith(who));
        }
    }

    @Test
    void whatIsMadeOfARunIsMadeWhileNobodyElseChangesIt() {
        // Given
        log().create(run("r1"));

        // When
        atOnce(
                PARALLEL,
                number -> (number % 2 == 0 ? log() : reopened())
                        .append(R1, run -> run.counts().entries() == 0 ? actions("first-", 1) : List.of()));

        // Then
        assertThat(log().entries(R1, 0, PARALLEL)).hasSize(1);
    }

    @Test
    void whereNothingIsMadeOfARunItStaysAsItIs() {
        // Given
        log().create(run("r1"));
        FailedCall refusal = FailedCall.rejected(new Failure.Conflict("It has ended."));

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> log().append(R1, run -> {
                    throw refusal;
                }))
                .isEqualTo(refusal);
        assertThat(log().append(R1, run -> List.of())).isEmpty();
        assertThat(log().find(R1)).contains(run("r1"));
    }

    private static String text(RunEntry entry) {
        return ((RunEntry.Action) entry.content()).resultText().orElseThrow();
    }

    @Test
    void whatIsAppendedWithAKeyIsThereOnce() {
        // Given
        log().create(run("r1"));
        log().create(run("r2"));
        log().append(R1, actions("before", 1));
        IdempotencyKey key = IdempotencyKey.of("k", List.of("a"));

        // When
        List<RunEntry> first = log().append(R1, key, run -> actions("a", 3));
        log().append(R1, actions("after", 1));
        List<RunEntry> again = reopened().append(R1, key, run -> {
            throw new AssertionError("nothing is made of it again");
        });
        log().append(new RunId("r2"), key, run -> actions("a", 1));

        // Then
        assertThat(first).extracting(RunEntry::number).containsExactly(2L, 3L, 4L);
        assertThat(again).isEqualTo(first);
        assertThat(log().entries(R1, 0, 10)).hasSize(5);
        assertThat(log().entries(new RunId("r2"), 0, 10)).hasSize(1);
        assertThatExceptionOfType(IdempotencyKey.Reused.class)
                .isThrownBy(() -> log().append(R1, IdempotencyKey.of("k", List.of("b")), run -> actions("b", 1)));
    }

    @Test
    void aKeyWithWhichNothingCouldBeAppendedIsFree() {
        // Given
        log().create(run("r1"));
        IdempotencyKey key = IdempotencyKey.of("k", List.of("a"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> log().append(R1, key, run -> {
                    throw new IllegalStateException();
                }));

        // When
        log().append(R1, key, run -> actions("a", 1));

        // Then
        assertThat(log().entries(R1, 0, 10)).hasSize(1);
    }

    @Test
    void ofThoseWhoSendTheSameAtTheSameTimeOneIsWritten() {
        // Given
        log().create(run("r1"));
        IdempotencyKey key = IdempotencyKey.of("k", List.of("a"));

        // When
        List<CompletableFuture<List<RunEntry>>> all = IntStream.range(0, 8)
                .mapToObj(each -> CompletableFuture.supplyAsync(
                        () -> log().append(R1, key, run -> actions("a", 2)), Thread::startVirtualThread))
                .toList();

        // Then
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(log().entries(R1, 0, 100)).hasSize(2);
    }

    @Test
    void runsAreListedNewestFirstAndInParts() {
        // Given
        log().create(run("b", NOON));
        log().create(run("a", NOON.plusSeconds(1)));
        log().create(run("B", NOON));
        log().create(run("c", NOON.minusSeconds(1)));

        // When
        List<Listed<RunMark, Run>> first = log().list(Set.of(), Optional.empty(), 2);
        List<Listed<RunMark, Run>> rest =
                log().list(Set.of(), Optional.of(first.getLast().place()), 5);

        // Then
        assertThat(first).extracting(run -> run.place().id().value()).containsExactly("a", "b");
        assertThat(rest).extracting(run -> run.place().id().value()).containsExactly("B", "c");
    }

    @Test
    void runsAreCountedByStatusUpToALimit() {
        // Given
        Stream.of("r1", "r2", "r3", "r4").forEach(id -> log().create(run(id)));
        log().append(R1, actions("a", 1));

        // When, Then
        assertThat(log().count(Set.of(RunStatus.STARTING), 10)).isEqualTo(3);
        assertThat(log().count(Set.of(RunStatus.STARTING, RunStatus.RUNNING), 10))
                .isEqualTo(4);
        assertThat(log().count(Set.of(RunStatus.STARTING), 2)).isEqualTo(2);
        assertThat(log().count(Set.of(RunStatus.FAILED), 10)).isZero();
    }

    @Test
    void onlyRunsOfTheStatusesThatAreAskedForAreListed() {
        // Given
        log().create(run("r1"));
        log().create(run("r2"));
        log().append(R1, actions("a", 1));

        // When, Then
        assertThat(Listed.readable(log().list(Set.of(RunStatus.RUNNING, RunStatus.FAILED), Optional.empty(), 5)))
                .extracting(Run::id)
                .containsExactly(R1);
    }

    @Test
    void changesOfOneRunByManyAtOnceAreAllMade() {
        // Given
        log().create(run("r1"));

        // When
        atOnce(
                PARALLEL,
                number -> (number % 2 == 0 ? log() : reopened())
                        .update(R1, run -> run.seen(run.seenAt().plusSeconds(1))));

        // Then
        assertThat(reopened().find(R1)).get().extracting(Run::seenAt).isEqualTo(NOON.plusSeconds(PARALLEL));
    }

    @Test
    void runsAreSilentUntilTheyEnd() {
        // Given
        log().create(run("r1", NOON));
        log().create(run("older", NOON.minusSeconds(5)));
        log().create(run("ended", NOON.minusSeconds(5)));
        log().append(new RunId("ended"), happened(List.of(new RunEntry.Status(RunStatus.FAILED, Optional.empty()))));
        Instant later = NOON.plusSeconds(60);

        // When, Then
        assertThat(log().silent(NOON, 5)).extracting(RunId::value).containsExactly("older");
        assertThat(log().silent(later, 5)).extracting(RunId::value).containsExactly("older", "r1");
        assertThat(log().silent(later, 1)).extracting(RunId::value).containsExactly("older");
        assertThat(log().unfinished(later, 5)).extracting(RunId::value).containsExactly("ended");
    }

    @Test
    void aRunWhoseEndIsOverIsNotUnfinished() {
        // Given
        log().create(run("r1"));
        RunEnd end = RunEnd.of(RunStatus.COMPLETED, "done");
        List<PhaseResult> phases = List.of(new PhaseResult(Phase.PUBLISH, Optional.of("no"), Duration.ofMillis(3)));

        // When
        Run closed = log().update(R1, run -> run.closed(end, phases, NOON));

        // Then
        assertThat(reopened().find(R1)).contains(closed);
        assertThat(closed.closed()).isTrue();
        assertThat(log().unfinished(NOON.plusSeconds(60), 5)).isEmpty();
        assertThat(log().silent(NOON.plusSeconds(60), 5)).isEmpty();
    }

    @Test
    void theLastTraceIsKept() {
        // Given
        log().create(run("r1"));
        log().keepTrace(R1, new Trace("text/plain", Bytes.utf8("first")));

        // When
        log().keepTrace(R1, new Trace("application/json", Bytes.wrap(new byte[] {0, -1, 7})));

        // Then
        assertThat(reopened().findTrace(R1)).contains(new Trace("application/json", Bytes.wrap(new byte[] {0, -1, 7})));
    }

    private interface Deed<T> {
        T by(int number);
    }

    /** The same by many threads at once; each gets a number. */
    private static <T> List<T> atOnce(int threads, Deed<T> deed) {
        List<CompletableFuture<T>> deeds = IntStream.range(0, threads)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> deed.by(number), Thread::startVirtualThread))
                .toList();
        return deeds.stream().map(CompletableFuture::join).toList();
    }
}
